using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>
/// Opens regular files and nothing else. Opening a named pipe waits until somebody writes into it, and a device may never
/// end, so neither is ever opened.
/// </summary>
internal static class RegularFile
{
    private const int WorkingDirectory = -100;
    private const uint TypeOnly = 1;
    private const int ModeOffset = 28;

    /// <summary>What stands in the place of a regular file, such as “a named pipe”; null for a regular file or none at all.</summary>
    public static string? OtherKind(string path)
    {
        if (Directory.Exists(path)) return "a folder";
        // Elsewhere the kind is unknown. An empty file is never opened, and a pipe or device says that it is empty.
        return OperatingSystem.IsLinux() ? OtherKindOnLinux(path) : null;
    }

    /// <summary>Opens a file to be read, also while somebody writes, renames or deletes it.</summary>
    /// <exception cref="IOException">It is not there, or no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path)
    {
        path = RealPath.Of(path);
        if (OtherKind(path) is { } kind) throw new IOException($"It is {kind}, and only a regular file is read.");
        if (new FileInfo(path).Length == 0) throw new IOException("It is empty.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>A whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The largest length in bytes; a longer file is cut there, so that one that never ends does no harm.</param>
    /// <exception cref="IOException">It is not there, or no regular file, or somebody wrote into it meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] Read(string path, long most)
    {
        // A link has a length of its own.
        path = RealPath.Of(path);
        var before = FileStamp.Of(new FileInfo(path));
        if (OtherKind(path) is null && before.Length == 0) return [];
        using var file = Open(path);
        var bytes = new byte[Math.Min(before.Length, most)];
        file.ReadExactly(bytes);
        return FileStamp.Of(new FileInfo(path)) == before ? bytes : throw new IOException("Somebody wrote into it while it was read.");
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
            // A C library of before 2018.
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

    /// <summary>The framework does not tell a pipe from a file. Unlike <c>stat</c>, this has one layout on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] facts);
}
