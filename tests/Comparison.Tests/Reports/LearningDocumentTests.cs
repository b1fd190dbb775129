using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class LearningDocumentTests
{
    /// <summary>An ensemble of linear networks with a theory, beside a ReLU network that never learns its second mode.</summary>
    internal static LearningSummary Summary { get; } =
        new(
            [
                KeyValuePair.Create("mode1", 2.6457513110645907),
                KeyValuePair.Create("mode2", 1.7320508075688772),
                KeyValuePair.Create("sv1", 2.6457513110645907),
            ],
            [
                new LearningCourse("linear", LearningCourse.Epochs)
                {
                    HalfRises = HalfRises(new Estimate(3.7231, 0.25), new Estimate(3.1, 0.5), new Estimate(3.5, 0.125)),
                    ModeOrder = new Estimate(0.5, 0.7071),
                    FinalLoss = new Estimate(0.25, 0.0625),
                    FinalTrainLoss = new Estimate(0.125, 0.03125),
                    HiddenUnits = 16,
                    Outputs = 7,
                },
                new LearningCourse("linear@balanced", LearningCourse.Epochs)
                {
                    HalfRises = HalfRises(3.723107064444, 5.38125373815),
                    ModeOrder = -1,
                    FinalLoss = 1e-5,
                },
                new LearningCourse("relu", LearningCourse.FlowTime)
                {
                    HalfRises = HalfRises(4.5, null, 4.5),
                    FinalTrainLoss = 0.5,
                    DeadHidden = 0,
                    HiddenUnits = 16,
                    DeadOutputs = 7,
                    Outputs = 100,
                },
            ]
        );

    [Fact]
    public void The_document_has_runs_and_theories_side_by_side_and_says_none_where_nothing_rises()
    {
        string[] lines = LearningDocument.Markdown(Summary).Split('\n');
        lines.ShouldContain("linear, linear@balanced: in epochs.");
        lines.ShouldContain("relu: in the unit of timeConstant.");
        lines.ShouldContain("| observable | target | linear | linear@balanced | relu |");
        lines.ShouldContain("| mode1 | 2.646 | 3.72 ± 0.25 | 3.723 | 4.500 |");
        lines.ShouldContain("| mode2 | 1.732 | 3.10 ± 0.50 | 5.381 | none |");
        // The theory says nothing of singular values, which is not the same as that they never rise.
        lines.ShouldContain("| sv1 | 2.646 | 3.50 ± 0.12 |  | 4.500 |");
        lines.ShouldContain("| linear | mode2, mode1 | 2 of 2 | 0.500 ± 0.707 | 1 of 1 | none |");
        lines.ShouldContain("| linear@balanced | mode1, mode2 | 2 of 2 | −1.000 |  |  |");
        lines.ShouldContain("| relu | mode1 | 1 of 2 | none | 1 of 1 | none |");
        lines.ShouldContain("| linear | 0.250 ± 0.062 | 0.125 ± 0.031 |  |  |");
        lines.ShouldContain("| relu |  | 0.5000 | 0 of 16 | 7 of 100 |");
    }

    [Fact]
    public void One_unit_of_time_is_named_once_and_an_order_within_rounding_of_1_is_1()
    {
        LearningCourse course = Summary.Courses[0] with { ModeOrder = new Estimate(-0.9999999999999999, 1.2e-16) };
        string[] lines = LearningDocument.Markdown(Summary with { Courses = [course] }).Split('\n');
        lines.ShouldContain("Times: in epochs.");
        lines.ShouldContain("| linear | mode2, mode1 | 2 of 2 | −1.000 ± 0.000 | 1 of 1 | none |");
    }

    [Fact]
    public void The_two_tables_read_back_and_say_the_same()
    {
        using TemporaryFolder folder = new();
        Write(folder);
        string[] halfRises = File.ReadAllText(folder.Path("half-rise.csv")).Split('\n');
        halfRises[0].ShouldBe("observable,target,linear,linear sd,linear@balanced,relu");
        halfRises[2].ShouldBe("mode2,1.7320508075688772,3.1,0.5,5.38125373815,");

        LearningSummary read = LearningTable.Read(folder.Root);

        read.Targets.ShouldBe(Summary.Targets);
        for (int index = 0; index < Summary.Courses.Count; index++)
        {
            LearningCourse expected = Summary.Courses[index];
            read.Courses[index]
                .HalfRises.OrderBy(time => time.Key)
                .ShouldBe(expected.HalfRises.OrderBy(time => time.Key));
            (read.Courses[index] with { HalfRises = expected.HalfRises }).ShouldBe(expected);
        }
        LearningDocument.Markdown(read).ShouldBe(LearningDocument.Markdown(Summary));
    }

    [Theory]
    [InlineData("half-rise.csv", "mode2,", "mode2,x", "half-rise.csv:3: target: must be a number or nothing, but is")]
    [InlineData("half-rise.csv", ",relu", ",gelu", "half-rise.csv:1: must name the rows of learning.csv after")]
    [InlineData("half-rise.csv", "\nmode2", "\nmode2,", "half-rise.csv:3: must have 6 cells, but has 7.")]
    [InlineData("learning.csv", "curves", "run", "learning.csv:1: must begin with the names curves,times in,observed.")]
    [InlineData("learning.csv", "dead outputs", "dead", "learning.csv:1: must have the numbers mode order,")]
    public void A_table_that_was_changed_is_refused_with_its_place(string file, string old, string @new, string message)
    {
        using TemporaryFolder folder = new();
        Write(folder);
        string text = File.ReadAllText(folder.Path(file));
        text.ShouldContain(old);
        folder.Put(file, text.Replace(old, @new, StringComparison.Ordinal));
        Should.Throw<InvalidDataException>(() => LearningTable.Read(folder.Root)).Message.ShouldStartWith(message);
    }

    [Fact]
    public void A_table_that_is_missing_is_named()
    {
        using TemporaryFolder folder = new();
        Should
            .Throw<InvalidDataException>(() => LearningTable.Read(folder.Root))
            .Message.ShouldBe("half-rise.csv: must be there, but is not.");
    }

    private static void Write(TemporaryFolder folder)
    {
        using FileStream halfRises = File.Create(folder.Path(LearningTable.HalfRiseFile));
        LearningTable.WriteHalfRises(Summary, halfRises);
        using FileStream courses = File.Create(folder.Path(LearningTable.CourseFile));
        LearningTable.WriteCourses(Summary, courses);
    }

    private static Dictionary<string, Estimate?> HalfRises(Estimate? mode1, Estimate? mode2) =>
        new(StringComparer.Ordinal) { ["mode1"] = mode1, ["mode2"] = mode2 };

    private static Dictionary<string, Estimate?> HalfRises(Estimate? mode1, Estimate? mode2, Estimate? sv1) =>
        new(HalfRises(mode1, mode2), StringComparer.Ordinal) { ["sv1"] = sv1 };
}
