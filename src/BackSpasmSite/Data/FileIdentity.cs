using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Data;

/// <summary>Another file with the same name and content has another identity.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number)
{
    private static readonly bool CanAsk = (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()) && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "stat", out _);

    /// <summary>Null if there is no file. Where the system can't be asked, all files are equal.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!CanAsk) return File.Exists(path) ? default(FileIdentity) : null;
        // Larger than any system's structure. Device and inode number come first in all of them.
        var status = new byte[256];
        if (Ask([.. Encoding.UTF8.GetBytes(path), 0], status) != 0) return null;
        // On macOS the device has four bytes, and those after it change with the file's permissions.
        var device = OperatingSystem.IsMacOS() ? BitConverter.ToUInt32(status, 0) : BitConverter.ToUInt64(status, 0);
        return new FileIdentity(device, BitConverter.ToUInt64(status, 8));
    }

    // Not LibraryImport, whose generated code needs AllowUnsafeBlocks.
    [DllImport("libc", EntryPoint = "stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ask(byte[] path, [Out] byte[] status);
}
