using System.Reflection;
using Xunit.Sdk;

namespace SimulationTests.Flow;

/// <summary>Every golden network with white and with general inputs, for one method.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CombinatorialRunsAttribute(string method) : DataAttribute
{
    public string Method => method;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from network in new[] { "shallow", "deep", "deeper" }
        from inputs in new[] { "white", "general" }
        select new object[] { network, inputs, method };
}
