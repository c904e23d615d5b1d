using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>Opening a named pipe blocks until something is written to it, and a device may never end; so only regular files are opened.</summary>
internal static class RegularFile
{
    private const int WorkingDirectory = -100;
    private const uint TypeOnly = 1;
    private const int ModeOffset = 28;

    /// <summary>What is there instead, such as “a named pipe”; null for a regular file or nothing.</summary>
    public static string? OtherKind(string path)
    {
        if (Directory.Exists(path)) return "a folder";
        // On other systems the kind is unknown. Empty files are never opened, and pipes and devices report a length of 0.
        return OperatingSystem.IsLinux() ? OtherKindOnLinux(path) : null;
    }

    /// <summary>Works even while the file is being written, renamed or deleted.</summary>
    /// <exception cref="IOException">It does not exist or is not a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not permitted.</exception>
    public static FileStream Open(string path)
    {
        path = RealPath.Of(path);
        if (OtherKind(path) is { } kind) throw new IOException($"It is {kind}, and only regular files are read.");
        if (new FileInfo(path).Length == 0) throw new IOException("It is empty.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <param name="most">In bytes. A longer file is cut, so that an endless one does no harm.</param>
    /// <exception cref="IOException">It does not exist, is not a regular file, or was written to meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading is not permitted.</exception>
    public static byte[] Read(string path, long most)
    {
        // A link has its own length.
        path = RealPath.Of(path);
        var before = FileStamp.Of(new FileInfo(path));
        // Pipes and devices report a length of 0.
        if (before.Length == 0) return OtherKind(path) is { } kind ? throw new IOException($"It is {kind}, and only regular files are read.") : [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[Math.Min(before.Length, most)];
        file.ReadExactly(bytes);
        return FileStamp.Of(new FileInfo(path)) == before ? bytes : throw new IOException("It was changed while it was being read.");
    }

    private static string? OtherKindOnLinux(string path)
    {
        var facts = new byte[256];
        try
        {
            if (Statx(WorkingDirectory, Encoding.UTF8.GetBytes($"{path}\0"), 0, TypeOnly, facts) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }

        return (BitConverter.ToUInt16(facts, ModeOffset) & 0xF000) switch
        {
            0x8000 => null,
            0x1000 => "a named pipe",
            0xC000 => "a socket",
            0x2000 or 0x6000 => "a device",
            _ => "no file",
        };
    }

    /// <summary>The framework does not distinguish pipes from files. Unlike <c>stat</c>, this has the same layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] facts);
}
