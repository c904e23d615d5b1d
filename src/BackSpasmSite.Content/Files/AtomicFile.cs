using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace BackSpasmSite.Content.Files;

/// <summary>
/// Writes to a hidden temporary file beside the target, flushes it to the disk, then renames it. Readers never see a partial file, and a
/// full disk leaves nothing behind.
/// </summary>
internal static class AtomicFile
{
    private static readonly ConcurrentDictionary<string, FileStamp> Written = new(StringComparer.Ordinal);

    /// <summary>This process wrote exactly this version, so it need not settle.</summary>
    public static bool IsOurs(FileStamp stamp) => stamp.Place is not null && Written.GetValueOrDefault(stamp.Place) == stamp;

    /// <summary>False, with nothing written, if the name is taken.</summary>
    /// <exception cref="IOException">The disk refuses it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryCreate(string path, Action<Stream> write) =>
        !Path.Exists(path) && Put(path, write, mode: null, temporary => FileMove.WithoutOverwriting(temporary, path));

    /// <summary>Keeps the file's permissions; false, with nothing written, if the file may not be replaced.</summary>
    /// <param name="mayReplace">Asked once everything is on the disk.</param>
    /// <exception cref="IOException">The disk refuses it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryReplace(string path, Action<Stream> write, Func<bool> mayReplace) =>
        Put(path, write, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path), temporary =>
        {
            if (!mayReplace()) return false;
            File.Move(temporary, path, overwrite: true);
            return true;
        });

    /// <summary>Creates the file, or replaces it and keeps its permissions.</summary>
    /// <exception cref="IOException">The disk refuses it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> content)
    {
        if (!TryCreate(path, file => file.Write(content.Span))) TryReplace(path, file => file.Write(content.Span), () => true);
    }

    private static bool Put(string path, Action<Stream> write, UnixFileMode? mode, Func<string, bool> giveName)
    {
        // In the same folder, because a rename is atomic only on one disk; the leading dot keeps the site from reading the file.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            try
            {
                using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            catch (Exception failure) when (WriteFailure.IsFileTooLarge(failure))
            {
                throw WriteFailure.OfFileTooLarge(failure);
            }

            if (mode is { } kept && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, kept);
            // Before the rename, because the site may look at the very moment the file appears.
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

internal static class FileMove
{
    private const int AlreadyThere = 17;

    /// <summary>False if the name is taken. Outside Windows, two concurrent calls of <c>File.Move</c> could lose one of the files.</summary>
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

    /// <summary>On disks without hard links, an empty file reserves the name until the move.</summary>
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

internal sealed class NameTakenException(string path) : IOException($"There is a file {path} already.");
