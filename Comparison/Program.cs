using System.Globalization;
using Dynamics.Comparison.Commands;

// One culture for everything that is read or written: decimals have a point.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return CommandLine.Run(args);
