using System.Runtime.InteropServices;

namespace BackSpasmSite.Hosting;

/// <summary>
/// Compressing pages and building the search index take megabytes outside .NET's heap for moments. By default glibc keeps them, and as many
/// heaps as eight times the number of cores.
/// </summary>
internal static class NativeMemory
{
    // From malloc.h.
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;

    /// <summary>Larger blocks are returned to the system when they are freed. Setting it also keeps glibc from raising it.</summary>
    private const int LargeBlock = 128 * 1024;

    /// <summary>To be called before there are many threads.</summary>
    public static void Limit()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetOption(MmapThreshold, LargeBlock);
            _ = SetOption(ArenaMax, 1);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has its own ways.
        }
    }

    // Not LibraryImport, whose generated code needs AllowUnsafeBlocks.
    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
