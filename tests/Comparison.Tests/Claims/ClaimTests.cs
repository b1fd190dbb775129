using System.Collections.Concurrent;
using System.Globalization;
using ComparisonTests.Reports;
using Dynamics.Comparison.Predictions;
using Dynamics.Comparison.Scenarios;
using Xunit.Abstractions;

namespace ComparisonTests.Claims;

/// <summary>Every exact and numerical claim of every theory, over scenarios drawn at random.</summary>
/// <remarks>
/// Seeds are fixed. DYNAMICS_CLAIMS_COUNT=5000 draws more scenarios, DYNAMICS_CLAIMS_FIRST=1001 others, and DYNAMICS_CLAIMS_KEEP=folder
/// keeps the files of those with a broken claim. A scenario depends on its seed alone.
/// </remarks>
public sealed class ClaimTests(ITestOutputHelper output)
{
    // Of the broken claims, so that the log of a theory that is wrong everywhere can still be read.
    private const int MostReported = 100;

    private const int MostNamed = 12;

    private static readonly int first = Setting("DYNAMICS_CLAIMS_FIRST", 1);
    private static readonly int count = Setting("DYNAMICS_CLAIMS_COUNT", 400);

    // Scenarios of 400 in which a claim of a kind is tested to six digits. A tenth would do: a claim that no scenario holds
    // to its word is kept by any theory.
    private const int FewestScenarios = 10;

    /// <summary>Kinds that are limits or estimates, and so claim nothing that could be held to a number.</summary>
    private static readonly string[] claimNothing =
    [
        "descentClock",
        "infiniteDepth",
        "modifiedFlow",
        "sequential",
        "staircase",
    ];

    private static readonly Lazy<IReadOnlyDictionary<int, IReadOnlyList<HeldClaim>>> held = new(Hold);

    [Fact]
    public void Where_all_its_assumptions_hold_an_exact_or_numerical_theory_errs_by_no_more_than_it_states()
    {
        (int Seed, HeldClaim[] Claims)[] broken =
        [
            .. held
                .Value.OrderBy(scenario => scenario.Key)
                .SelectMany(scenario =>
                    scenario
                        .Value.Where(claim => !claim.IsKept)
                        .GroupBy(claim => claim.Theory)
                        .Select(claims => (scenario.Key, claims.ToArray()))
                ),
        ];
        if (broken.Length > 0)
        {
            Assert.Fail(
                $"{broken.Length} theories err by more than they state:\n"
                    + string.Join('\n', broken.Take(MostReported).Select(one => Report(one.Seed, one.Claims)))
                    + $"\nThe first of them: {RandomScenario.TextOf(broken[0].Seed, broken[0].Claims[0].Theory)}"
            );
        }
    }

    [Fact]
    public void Every_kind_of_theory_is_held_to_its_word_in_many_scenarios()
    {
        output.WriteLine(Counts());
        foreach (string kind in TheoryKinds.All.Keys)
        {
            int scenarios = held.Value.Values.Count(claims => claims.Any(claim => IsOf(claim, kind) && claim.IsSharp));
            if (claimNothing.Contains(kind))
            {
                scenarios.ShouldBe(0, kind);
            }
            else
            {
                scenarios.ShouldBeGreaterThanOrEqualTo(FewestScenarios * count / 400, kind);
            }
        }
    }

    [Fact]
    public void Few_scenarios_are_drawn_that_claim_nothing() =>
        held.Value.Values.Count(claims => claims.Count > 0).ShouldBeGreaterThan(count / 2);

    private static ConcurrentDictionary<int, IReadOnlyList<HeldClaim>> Hold()
    {
        using TemporaryFolder folder = new();
        ConcurrentDictionary<int, IReadOnlyList<HeldClaim>> claims = new();
        Parallel.For(
            first,
            first + count,
            seed =>
            {
                string text = RandomScenario.TextOf(seed);
                try
                {
                    string path = folder.Path(string.Create(CultureInfo.InvariantCulture, $"{seed}.json"));
                    File.WriteAllText(path, text);
                    claims[seed] = ClaimCheck.Of(new ScenarioReader(TheoryKinds.All).Read(path, []));
                    Keep(seed, claims[seed]);
                }
                catch (ScenarioException)
                {
                    // A task whose modes rounding has made more than was drawn has no start of as many.
                    claims[seed] = [];
                }
                catch (Exception problem)
                {
                    throw new InvalidOperationException($"Seed {seed} was not performed: {text}", problem);
                }
            }
        );
        return claims;
    }

    private static void Keep(int seed, IReadOnlyList<HeldClaim> claims)
    {
        if (Environment.GetEnvironmentVariable("DYNAMICS_CLAIMS_KEEP") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            foreach (string theory in claims.Where(claim => !claim.IsKept).Select(claim => claim.Theory).Distinct())
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{seed}-{theory}.json");
                File.WriteAllText(Path.Combine(folder, name), RandomScenario.TextOf(seed, theory));
            }
        }
    }

    private static string Report(int seed, HeldClaim[] broken) =>
        $"seed {seed}: {broken.MaxBy(claim => claim.Excess)}; {broken.Length} in all: "
        + string.Join(' ', broken.Select(claim => claim.Observable).Take(MostNamed));

    private static bool IsOf(HeldClaim claim, string kind) => claim.Theory.Split('-')[0] == kind;

    private static string Counts() =>
        string.Join(
            '\n',
            held.Value.Values.SelectMany(claims => claims)
                .GroupBy(claim => claim.Theory)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group =>
                    $"{group.Key, -26} {held.Value.Values.Count(claims => claims.Any(claim => claim.Theory == group.Key && claim.IsSharp)), 4} scenarios, "
                    + $"{group.Count(claim => claim.IsSharp), 5} of {group.Count(), 5} curves held to six digits or more"
                )
        );

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value)
            ? value
            : otherwise;
}
