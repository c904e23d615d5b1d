using System.Runtime.InteropServices;

namespace BackSpasmSite.Data;

/// <summary>Which file has a name now: another one of the same name, and the same words in it, is not the same.</summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    private static readonly bool CanAsk = (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "stat", out _);

    /// <summary>Null when there is none. Where the system can't be asked, one file is as good as another.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!CanAsk) return File.Exists(path) ? default(FileIdentity) : null;
        // Larger than any system's structure. Device and number come first in all of them.
        var status = new byte[256];
        if (Ask(path, status) != 0) return null;
        // A Mac's device has four bytes, and what follows them changes with the file's rights.
        var device = OperatingSystem.IsMacOS() ? BitConverter.ToUInt32(status, 0) : BitConverter.ToUInt64(status, 0);
        return new FileIdentity(device, BitConverter.ToUInt64(status, 8));
    }

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(string path, [Out] byte[] status);
}
