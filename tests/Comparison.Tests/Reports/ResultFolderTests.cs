using Dynamics.Comparison.Reports;

namespace ComparisonTests.Reports;

public sealed class ResultFolderTests : ResultFolderFixture
{
    [Fact]
    public void A_complete_folder_replaces_the_one_before_it()
    {
        Complete(folder => folder.Write("old.csv", Numbers(1)));
        Complete(folder => folder.Write("seeds/new.csv", Numbers(2)));

        output.Names().ShouldBe([".a.lock", "a"]);
        Files("a").ShouldBe(["manifest.json", "run.json", "scenario.json", "seeds/new.csv"]);
        CsvTable.Read(output.Path("a", "seeds", "new.csv"))["value"].ToArray().ShouldBe([2]);
    }

    [Fact]
    public void Nothing_is_at_the_final_place_before_the_end()
    {
        using ResultFolder folder = ResultFolder.Begin(output.Root, "a");
        folder.Write("a.csv", Numbers(1));
        Directory.Exists(folder.FullPath).ShouldBeFalse();
        File.Exists(folder.StagedPath("a.csv")).ShouldBeTrue();
    }

    [Fact]
    public void A_folder_given_up_leaves_the_one_before_it_and_no_trace()
    {
        Complete(folder => folder.Write("old.csv", Numbers(1)));
        using (ResultFolder folder = ResultFolder.Begin(output.Root, "a"))
        {
            folder.Write("new.csv", Numbers(2));
        }

        output.Names().ShouldBe([".a.lock", "a"]);
        Files("a").ShouldContain("old.csv");
    }

    [Fact]
    public void A_partial_run_stands_beside_a_complete_one_until_the_next_complete_one()
    {
        Complete(folder => folder.Write("old.csv", Numbers(1)));
        for (int interruption = 0; interruption < 2; interruption++)
        {
            using ResultFolder folder = ResultFolder.Begin(output.Root, "a");
            folder.Write("part.csv", Numbers(2));
            folder.KeepPartial(Manifest(), Record).ShouldBe(3);
        }
        output.Names().ShouldBe([".a.lock", "a", "a.partial"]);
        Files("a").ShouldContain("old.csv");
        Files("a.partial").ShouldBe(["manifest.json", "part.csv", "run.json"]);
        File.ReadAllText(output.Path("a.partial", "manifest.json")).ShouldContain("\"complete\": false");

        Complete(folder => folder.Write("new.csv", Numbers(3)));
        output.Names().ShouldBe([".a.lock", "a"]);
    }

    [Theory]
    [InlineData("a/notes.txt")]
    [InlineData("a/seeds/mine.csv")]
    [InlineData("a/figure.png")]
    [InlineData("a.partial/notes.txt")]
    public void A_place_with_files_of_someone_else_is_refused_and_left_alone(string foreign)
    {
        Complete(folder => folder.Write("a.csv", Numbers(1)));
        output.Put(foreign, "mine");
        byte[] manifest = File.ReadAllBytes(output.Path("a", "manifest.json"));

        OutputException refusal = Should.Throw<OutputException>(() => ResultFolder.Begin(output.Root, "a"));

        refusal.ExitCode.ShouldBe(2);
        refusal.Message.ShouldContain(foreign[(foreign.IndexOf('/') + 1)..]);
        File.ReadAllText(output.Path(foreign)).ShouldBe("mine");
        File.ReadAllBytes(output.Path("a", "manifest.json")).ShouldBe(manifest);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{ "tool": "other", "files": [{ "path": "a.csv" }] }""")]
    public void A_folder_whose_manifest_is_not_ours_is_refused(string manifest)
    {
        output.Put("a/a.csv", "");
        output.Put("a/manifest.json", manifest);
        Should.Throw<OutputException>(() => ResultFolder.Begin(output.Root, "a")).ExitCode.ShouldBe(2);
        output.Names().ShouldBe(["a"]);
    }

    [Fact]
    public void What_a_converter_made_of_our_drawings_counts_as_ours()
    {
        for (int time = 0; time < 2; time++)
        {
            Complete(folder =>
            {
                folder.Write("figure.svg", "<svg/>");
                File.WriteAllText(folder.StagedPath("figure.png"), "converted");
            });
        }
        File.ReadAllText(output.Path("a", "manifest.json")).ShouldNotContain("figure.png");
        File.ReadAllText(output.Path("a", "run.json")).ShouldContain("figure.png");
    }

    [Fact]
    public void Foreign_files_that_come_during_a_run_do_not_cost_its_results()
    {
        using ResultFolder folder = ResultFolder.Begin(output.Root, "a");
        folder.Write("a.csv", Numbers(1));
        output.Put("a/notes.txt", "mine");

        Should.Throw<OutputException>(() => folder.Complete(Manifest(), Record)).ExitCode.ShouldBe(2);

        File.ReadAllText(output.Path("a", "notes.txt")).ShouldBe("mine");
        Files("a.partial").ShouldContain("a.csv");
    }

    [Fact]
    public void A_swap_cut_between_its_renames_is_undone_by_the_next_run()
    {
        Complete(folder => folder.Write("a.csv", Numbers(1)));
        Directory.Move(output.Path("a"), output.Path(".a.old"));
        output.Put(".a.tmp-4711/a.csv", "half");

        using (ResultFolder folder = ResultFolder.Begin(output.Root, "a"))
        {
            Files("a").ShouldContain("a.csv");
        }
        output.Names().ShouldBe([".a.lock", "a"]);
    }

    [Fact]
    public void A_swap_cut_before_it_deleted_the_old_folder_is_finished_by_the_next_run()
    {
        Complete(folder => folder.Write("new.csv", Numbers(2)));
        output.Put(".a.old/old.csv", "old");

        ResultFolder.Begin(output.Root, "a").Dispose();

        output.Names().ShouldBe([".a.lock", "a"]);
        Files("a").ShouldContain("new.csv");
    }

    [Fact]
    public void Repair_leaves_the_files_of_a_scenario_with_a_similar_name()
    {
        output.Put(".a.tmp-1.tmp-2/a.csv", "of the scenario a.tmp-1");
        ResultFolder.Begin(output.Root, "a").Dispose();
        output.Names().ShouldContain(".a.tmp-1.tmp-2");
    }

    [Fact]
    public void One_process_at_a_time_writes_a_scenario()
    {
        using (ResultFolder.Begin(output.Root, "a"))
        {
            OutputException busy = Should.Throw<OutputException>(() => ResultFolder.Begin(output.Root, "a"));
            busy.ExitCode.ShouldBe(4);
            busy.Message.ShouldContain("another process is writing these results");
            ResultFolder.Begin(output.Root, "b").Dispose();
        }
        ResultFolder.Begin(output.Root, "a").Dispose();
    }

    [Fact]
    public void A_full_disk_is_reported_with_the_path_and_leaves_the_results_before_it()
    {
        Complete(folder => folder.Write("a.csv", Numbers(1)));
        using ResultFolder folder = ResultFolder.Begin(output.Root, "a");
        File.CreateSymbolicLink(folder.StagedPath("a.csv"), "/dev/full");

        OutputException full = Should.Throw<OutputException>(() => folder.Write("a.csv", Numbers(2)));

        full.ExitCode.ShouldBe(4);
        full.Message.ShouldStartWith(output.Path("a", "a.csv"));
        full.Message.ShouldContain("No space left on device");
        CsvTable.Read(output.Path("a", "a.csv"))["value"].ToArray().ShouldBe([1]);
    }

    [Fact]
    public void A_place_that_cannot_be_a_folder_is_reported_with_the_path()
    {
        output.Put("file", "");
        Should.Throw<OutputException>(() => ResultFolder.Begin(output.Root, "file")).ExitCode.ShouldBe(2);
        OutputException under = Should.Throw<OutputException>(() => ResultFolder.Begin(output.Path("file"), "a"));
        under.ExitCode.ShouldBe(4);
        under.Message.ShouldStartWith(output.Path("file", "a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("up/../and/away")]
    [InlineData("a.partial")]
    public void A_name_that_is_not_that_of_a_folder_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => ResultFolder.Begin(output.Root, name));
        output.Names().ShouldBeEmpty();
    }
}
