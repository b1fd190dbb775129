using System.Reflection;

namespace ComparisonTests.House;

/// <summary>Two witnesses and a court: who may know whom.</summary>
public sealed class HouseTests
{
    private static readonly Assembly theory = typeof(Dynamics.Theory.Modes.SingularModes).Assembly;
    private static readonly Assembly simulation = typeof(Dynamics.Simulation.Flow.GradientFlow).Assembly;
    private static readonly Assembly comparison = typeof(Dynamics.Comparison.Scenarios.Scenario).Assembly;

    private static readonly string[] rooms = ["Theory", "Simulation", "Comparison"];
    private static readonly string[] empty = ["Helper", "Manager", "Utils", "Utilities"];

    [Fact]
    public void Theory_and_Simulation_do_not_know_each_other_or_Comparison()
    {
        References(theory).ShouldNotContain(name => name == Name(simulation) || name == Name(comparison));
        References(simulation).ShouldNotContain(name => name == Name(theory) || name == Name(comparison));
    }

    [Fact]
    public void Comparison_knows_both()
    {
        References(comparison).ShouldContain(Name(theory));
        References(comparison).ShouldContain(Name(simulation));
    }

    [Fact]
    public void Theory_takes_no_random_numbers_and_no_steps()
    {
        IEnumerable<string> names = theory.GetTypes().SelectMany(Members).Distinct();
        names.ShouldNotContain(name => name.Contains("Seed", StringComparison.Ordinal));
        names.ShouldNotContain(name => name.Contains("Snapshot", StringComparison.Ordinal));
        theory.GetTypes().SelectMany(Used).ShouldNotContain(type => type.Namespace == "MathNet.Numerics.Random");
    }

    [Fact]
    public void No_type_has_the_name_of_a_room_or_a_name_that_says_nothing()
    {
        Type[] types = [.. theory.GetTypes(), .. simulation.GetTypes(), .. comparison.GetTypes()];
        types.ShouldNotContain(type => rooms.Contains(type.Name));
        types.ShouldNotContain(type => empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)));
    }

    private static string Name(Assembly assembly) => assembly.GetName().Name!;

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers().Select(member => member.Name).Append(type.Name);

    private static IEnumerable<Type> Used(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(field => field.FieldType);
}
