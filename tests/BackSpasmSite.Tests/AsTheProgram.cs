using System.Runtime.CompilerServices;
using BackSpasmSite.Content;
using BackSpasmSite.Hosting;

namespace BackSpasmSite.Tests;

/// <summary>Tests that call our code directly run as the program does: with its timeout for regular expressions and its culture.</summary>
internal static class AsTheProgram
{
    [ModuleInitializer]
    internal static void Set()
    {
        RegexTimeout.Set();
        Globalization.UseInvariantCulture();
    }
}
