using System.Runtime.InteropServices;

namespace BackSpasmSite.Hosting;

/// <summary>Memory outside .NET's heap: compressing pages and building the search index take megabytes for moments.</summary>
internal static class NativeMemory
{
    /// <summary>
    /// Returns what was freed to the system, which glibc does not do by itself. It takes milliseconds. Limiting what glibc keeps instead
    /// (M_MMAP_THRESHOLD) made rendering a page half as expensive again.
    /// </summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has its own ways.
        }
    }

    // Not LibraryImport, whose generated code needs AllowUnsafeBlocks.
    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keep);
}
