using System.Runtime.CompilerServices;
using BackSpasmSite.Hosting;

namespace BackSpasmSite.Tests;

/// <summary>Tests that call our code directly run as the program does, whatever language the machine speaks.</summary>
internal static class InvariantCulture
{
    [ModuleInitializer]
    internal static void Set() => Globalization.UseInvariantCulture();
}
