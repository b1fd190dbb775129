using System.Globalization;

namespace Dynamics.Comparison.Predictions;

/// <summary>The strength u(0) that a formula per mode is given.</summary>
public abstract record InitialStrength
{
    private InitialStrength() { }

    /// <summary>Ending of a theory's default label, such as <c>-measured</c>; empty for a number.</summary>
    public abstract string Suffix { get; }

    /// <summary>What a legend says of it.</summary>
    /// <param name="letter">The letter of the strength in the cited equation.</param>
    /// <param name="formula">What is given the strength.</param>
    public abstract string Legend(string letter, string formula = "theory");

    /// <summary>One number for every mode, whatever the start.</summary>
    /// <param name="Value">u(0); finite.</param>
    public sealed record Prescribed(double Value) : InitialStrength
    {
        /// <inheritdoc/>
        public override string Suffix => "";

        /// <inheritdoc/>
        public override string Legend(string letter, string formula = "theory") =>
            string.Create(CultureInfo.InvariantCulture, $"{formula}, *{letter}*(0) = {Value:g3}");
    }

    /// <summary>What grows in the start at hand: ¼|W₁v + W₂ᵀu|² of two layers, the map itself of one.</summary>
    public sealed record Measured : InitialStrength
    {
        /// <inheritdoc/>
        public override string Suffix => "-measured";

        /// <inheritdoc/>
        public override string Legend(string letter, string formula = "theory") => $"{formula}, *{letter}*(0) measured";
    }

    /// <summary>uᵀW(0)v of the start at hand; often negative, and then a balanced mode never learns.</summary>
    public sealed record Overlap : InitialStrength
    {
        /// <inheritdoc/>
        public override string Suffix => "-overlap";

        /// <inheritdoc/>
        public override string Legend(string letter, string formula = "theory") =>
            $"{formula}, *{letter}*(0) = overlap";
    }
}
