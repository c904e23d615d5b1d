using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>
/// Writes files of the content, each whole or not at all: the bytes go into a hidden file beside it, onto the disk, and only then
/// get the name. Whoever reads never sees a part, and a disk that is full leaves nothing behind.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, FileStamp> Written = new(StringComparer.Ordinal);

    /// <summary>Whether this program wrote exactly this version, so that nobody has to wait for the rest of it.</summary>
    public static bool IsOurs(FileStamp stamp) => stamp.Place is not null && Written.GetValueOrDefault(stamp.Place) == stamp;

    /// <summary>Makes a file of this name; false, and nothing written, when there is one.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="write">Writes all of it.</param>
    /// <exception cref="IOException">The disk does not take it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryCreate(string path, Action<Stream> write) =>
        !Path.Exists(path) && Put(path, write, mode: null, temporary => FileMove.WithoutOverwriting(temporary, path));

    /// <summary>Puts another version in the place of a file, with its permissions; false, and nothing written, when it may not be replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes all of it.</param>
    /// <param name="mayReplace">Asked when everything is on the disk.</param>
    /// <exception cref="IOException">The disk does not take it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryReplace(string path, Action<Stream> write, Func<bool> mayReplace) =>
        Put(path, write, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path), temporary =>
        {
            if (!mayReplace()) return false;
            File.Move(temporary, path, overwrite: true);
            return true;
        });

    private static bool Put(string path, Action<Stream> write, UnixFileMode? mode, Func<string, bool> giveName)
    {
        // Beside the file, because a rename works in one step only on the same disk; the dot keeps the site from reading it.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (mode is { } kept && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, kept);
            // Under the name before it has it: the site may look in the moment in which it gets it.
            var place = RealPath.Of(path);
            Written[place] = FileStamp.Of(new FileInfo(temporary)) with { Place = place };
            return giveName(temporary);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>Gives a file a name that nobody has, in one step.</summary>
internal static class FileMove
{
    private const int AlreadyThere = 17;

    /// <summary>
    /// False when there is a file of that name. <c>File.Move</c> is no help, because outside Windows it looks first and moves
    /// afterwards: of two who do so at once, one loses its file.
    /// </summary>
    public static bool WithoutOverwriting(string from, string to)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                File.Move(from, to, overwrite: false);
                return true;
            }

            if (Link(Encoding.UTF8.GetBytes($"{from}\0"), Encoding.UTF8.GetBytes($"{to}\0")) == 0) return true;
            return Marshal.GetLastPInvokeError() != AlreadyThere && WithoutLinks(from, to);
        }
        catch (IOException) when (Path.Exists(to))
        {
            return false;
        }
    }

    /// <summary>On disks without hard links an empty file takes the name until the move.</summary>
    private static bool WithoutLinks(string from, string to)
    {
        new FileStream(to, FileMode.CreateNew).Dispose();
        try
        {
            File.Move(from, to, overwrite: true);
            return true;
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] from, byte[] to);
}

/// <summary>A file of that name is there already, and nothing was written.</summary>
internal sealed class NameTakenException(string path) : IOException($"There is a file {path} already.");
