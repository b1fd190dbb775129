using Dynamics.Comparison.Experiments;

namespace Dynamics.Comparison.Commands;

/// <summary>Shows how far the runs of one scenario are; gone when disposed of. May be told by several threads.</summary>
internal interface IProgressDisplay : IProgress<RunProgress>, IDisposable;
