using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace BackSpasmSite.Hosting;

/// <summary>Makes the program behave the same on every machine, whatever language and calendar the machine has.</summary>
internal static class Globalization
{
    private const string Needed =
        "The program needs ICU, the library that knows all scripts: without it the same content would get other addresses, and signed reviews would not fit. ";

    // Once in a process: the loader ends the program when two threads load at the same time.
    private static readonly Lazy<bool> CanLoadIcu = new(LoadIcuOnce);

    /// <summary>
    /// Sets the invariant culture for every thread; or says in one line why the program can't run here. To be called before
    /// anything else: the runtime itself ends with a page of text once it looks for ICU in vain.
    /// </summary>
    public static string? Prepare()
    {
        if (!IsIcuThere()) return $"{Needed}Install it (on Debian, the package libicu72 or newer; on Alpine, icu-libs and icu-data-full).";
        if (IsInvariant()) return $"{Needed}Unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.";
        UseInvariantCulture();
        return null;
    }

    /// <summary>A line on standard error, without the console's writer, whose encodings ask for ICU too.</summary>
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

    // In that mode the framework normalises nothing but ASCII, whichever of its settings turned it on.
    private static bool IsInvariant() =>
        (AppContext.TryGetSwitch("System.Globalization.Invariant", out var isOn) && isOn) || "é".Normalize(NormalizationForm.FormD).Length == 1;

    /// <summary>Asks the runtime's own loader, which looks in the same places again later.</summary>
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
            // Another version of the runtime: it says itself what it lacks.
            return true;
        }
    }

    // Not LibraryImport, whose generated code needs AllowUnsafeBlocks.
    [DllImport("libSystem.Globalization.Native", EntryPoint = "GlobalizationNative_LoadICU")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LoadIcu();
}
