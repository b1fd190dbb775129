using System.Collections;
using System.Numerics;
using System.Reflection;
using Dynamics.Simulation.LinearAlgebra;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace SimulationTests.LinearAlgebra;

public class DelegatingProviderTests
{
    private const int Order = 3;

    public static TheoryData<Type> Numbers => [typeof(double), typeof(float), typeof(Complex), typeof(Complex32)];

    // A line that swaps two arguments, or calls a neighbour, changes a result.
    [Theory, MemberData(nameof(Numbers))]
    public void Every_member_does_what_the_managed_provider_does(Type number)
    {
        MethodInfo[] members = typeof(ILinearAlgebraProvider<>).MakeGenericType(number).GetMethods();
        members.Length.ShouldBe(28);
        var managed = new ManagedLinearAlgebraProvider();
        var ours = new Delegate();
        foreach (MethodInfo member in members)
        {
            object[] expected = Arguments(member, number);
            object[] actual = Arguments(member, number);
            object? expectedResult = member.Invoke(managed, expected);
            object? actualResult = member.Invoke(ours, actual);
            actualResult.ShouldBe(expectedResult, member.Name);
            for (int index = 0; index < expected.Length; index++)
            {
                actual[index].ShouldBe(expected[index], $"{member.Name}, argument {index}");
            }
        }
    }

    // Positive definite 3 × 3 matrices, all different, and vectors where LAPACK has vectors.
    private static object[] Arguments(MethodInfo member, Type number) =>
        [.. member.GetParameters().Select((parameter, index) => Argument(parameter, index, number))];

    private static object Argument(ParameterInfo parameter, int index, Type number)
    {
        bool isVector = parameter.Name is "tau" or "s" or "vectorEv" or "ipiv";
        Type type = parameter.ParameterType;
        if (type == typeof(int))
        {
            return Order;
        }
        if (type == typeof(int[]))
        {
            return new[] { 0, 1, 2 };
        }
        if (type.IsArray)
        {
            double[] values = Samples.PositiveDefinite(Order, index + 1);
            Array array = Array.CreateInstance(type.GetElementType()!, isVector ? Order : Order * Order);
            for (int entry = 0; entry < array.Length; entry++)
            {
                ((IList)array)[entry] = Number(values[entry], type.GetElementType()!);
            }
            return array;
        }
        return type == number ? Number(0.5 + index, type)
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)!
            : Activator.CreateInstance(type)!;
    }

    private static object Number(double value, Type type) =>
        type == typeof(Complex) ? new Complex(value, 0)
        : type == typeof(Complex32) ? new Complex32((float)value, 0)
        : Convert.ChangeType(value, type);

    private sealed class Delegate : DelegatingLinearAlgebraProvider;
}
