using Dynamics.Comparison.Observation;
using Dynamics.Simulation.Networks;

namespace ComparisonTests.Observation;

public sealed class ColumnFamilyTests
{
    private static readonly LayerSizes Sizes = new(4, [3], 7);

    [Fact]
    public void Every_column_and_every_name_belongs_to_its_family_and_to_no_other()
    {
        ColumnFamily[] all = [.. ColumnFamily.Named, ColumnFamily.Blocks];
        foreach (ColumnFamily family in all)
        {
            IReadOnlyList<string> columns = family.Columns(TestTasks.Sheet, Sizes);
            columns.Count.ShouldBeGreaterThan(0);
            foreach (string name in columns.Append(family.Name))
            {
                all.Where(other => other.Includes(name)).ShouldBe([family], name);
                ColumnFamily.Of(name).ShouldBe(family);
            }
        }
        ColumnFamily.Of("trainLoss").ShouldBeNull();
    }

    [Fact]
    public void A_name_stands_for_what_is_seen_of_its_family_but_for_predictions()
    {
        string[] seen =
        [
            "mode1",
            "mode2",
            "group3-4",
            "block3-4",
            "loss",
            "mode1@balanced",
            "h1",
            "hessian1",
            "hessianMin",
        ];
        ColumnFamily.Columns("modes", seen).ShouldBe(["mode1", "mode2", "group3-4"]);
        ColumnFamily.Columns("hidden", seen).ShouldBe(["h1"]);
        ColumnFamily.Columns("curvature", seen).ShouldBe(["hessian1", "hessianMin"]);
        ColumnFamily.Columns("loss", seen).ShouldBe(["loss"]);
        ColumnFamily.Columns("mode2", seen).ShouldBe(["mode2"]);
        ColumnFamily.Columns("kernel", seen).ShouldBeEmpty();
    }
}
