namespace ComparisonTests.House.Claims;

/// <summary>What README.md and results/README.md state is what the committed results give.</summary>
public sealed class DocumentClaimsTests
{
    private static readonly CommittedResults results = new(Repository.File("results"));
    private static readonly Claim[] claims =
    [
        .. Claim.Read(File.ReadLines(Repository.File("tests", "Comparison.Tests", "House", "Claims", "claims.txt"))),
    ];

    public static TheoryData<int> Lines => [.. claims.Select(claim => claim.Line)];

    [Theory, MemberData(nameof(Lines))]
    public void A_sentence_of_a_document_is_what_the_committed_results_give(int line)
    {
        Claim claim = claims.Single(claim => claim.Line == line);
        claim.Contradictions(File.ReadAllText(Repository.File(claim.Document)), results).ShouldBeEmpty();
    }

    [Fact]
    public void More_than_five_hundred_statements_are_held_to_the_results() =>
        claims.Sum(claim => claim.Count).ShouldBeGreaterThan(500);

    [Fact]
    public void A_wrong_number_is_reported_with_document_fragment_both_numbers_and_file()
    {
        string[] planted =
        [
            "== README.md",
            "The first misses its own simulation by {2.1} of",
            "  {} = exercise-1/errors.csv[run=deep, theory=balanced, observable=mode1].max difference",
        ];

        string report = Claim
            .Read(planted)
            .Single()
            .Contradictions("The first misses its own\nsimulation by 2.1 of", results)
            .Single();

        report.ShouldStartWith(
            "README.md, \"The first misses its own simulation by 2.1 of\" (claims.txt:2): 2.1 is printed, where = 2.0"
        );
        report.ShouldContain("exercise-1/errors.csv");
    }

    [Fact]
    public void A_sentence_that_was_changed_and_a_number_without_origin_are_reported()
    {
        string[] planted = ["== README.md", "It is {2} of {3}.", "  {} = 2"];

        Claim.Read(planted).Single().Contradictions("It is 4 of 3.", results).Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("2.0", 2.0499, true)]
    [InlineData("2.0", 2.0501, false)]
    [InlineData("−0.11", -0.1051, true)]
    [InlineData("−0.11", -0.1151, false)]
    [InlineData("2e-6", 2.4e-6, true)]
    [InlineData("2e-6", 2.6e-6, false)]
    [InlineData("5.2e-6", 5.26e-6, false)]
    [InlineData("13 780", 13784, true)]
    [InlineData("13 780", 13786, false)]
    [InlineData("30", 31, false)]
    public void A_number_is_right_if_the_result_rounds_to_the_digits_printed(
        string printed,
        double computed,
        bool right
    ) => PrintedNumber.Parse(printed).Holds('=', computed).ShouldBe(right);
}
