using System.Runtime.CompilerServices;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;

namespace BackSpasmSite.Tests;

/// <summary>Tests that call our code directly run as the program does: with its limit on patterns, whatever language the machine speaks.</summary>
internal static class AsTheProgram
{
    [ModuleInitializer]
    internal static void Set()
    {
        RegexTimeout.Set();
        Globalization.UseInvariantCulture();
    }
}
