using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Hosting;

/// <summary>Keeps behaviour the same on every machine, whatever its language and calendar.</summary>
internal static class Globalization
{
    private const string Needed =
        "The program needs ICU, a library for Unicode text: without it the same content would get other addresses, and signed reviews would not match. ";

    // Once per process: the loader crashes if two threads load at the same time.
    private static readonly Lazy<bool> CanLoadIcu = new(LoadIcuOnce);

    /// <summary>
    /// Sets the invariant culture for every thread. Call it before anything else: the runtime itself prints a page of text and exits if it
    /// needs ICU and finds none.
    /// </summary>
    /// <returns>Why the program can't run here, in one line, or null.</returns>
    public static string? Prepare()
    {
        if (!IsIcuThere()) return $"{Needed}Install it (on Debian, the package libicu72 or newer; on Alpine, icu-libs and icu-data-full).";
        if (IsInvariant()) return $"{Needed}Unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        UseInvariantCulture();
        return null;
    }

    /// <summary>Writes to standard error without Console, whose encodings need ICU too.</summary>
    public static void Say(string line)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine(line);
            return;
        }

        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 1);
        error.Write([.. Encoding.UTF8.GetBytes(line), (byte)'\n']);
    }

    public static void UseInvariantCulture() =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
            CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

    // In invariant mode, however it was turned on, the framework normalises only ASCII.
    private static bool IsInvariant() =>
        (AppContext.TryGetSwitch("System.Globalization.Invariant", out var isOn) && isOn) || "é".Normalize(NormalizationForm.FormD).Length == 1;

    /// <summary>Asks the runtime's own loader, which will search the same places later.</summary>
    private static bool IsIcuThere()
    {
        if (!OperatingSystem.IsLinux() || (AppContext.TryGetSwitch("System.Globalization.Invariant", out var isOn) && isOn)) return true;
        if (Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true") return true;
        return CanLoadIcu.Value;
    }

    private static bool LoadIcuOnce()
    {
        try
        {
            return LoadIcu() != 0;
        }
        catch (Exception other) when (other is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another version of the runtime, which reports a missing ICU itself.
            return true;
        }
    }

    // Not LibraryImport, whose generated code needs AllowUnsafeBlocks.
    [DllImport("libSystem.Globalization.Native", EntryPoint = "GlobalizationNative_LoadICU")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LoadIcu();
}
