using System.IO.Compression;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;

namespace BackSpasmSite.Data;

/// <summary>
/// Database and content folder in one zip. The database comes first: a correction saved in the meantime is then in the content, and
/// closes its reports when the restored site starts.
/// </summary>
internal static class SiteBackup
{
    /// <summary>The same name as in the data folder.</summary>
    private const string Database = "site.db";

    private const string Content = "content/";

    private const int RegularFileMode = 0x8000;

    private static readonly DateTime FirstDateOfZip = new(1980, 1, 1);
    private static readonly DateTime LastDateOfZip = new(2107, 12, 31);

    /// <summary>Only the owner can read the zip, which gets its name once it is complete.</summary>
    /// <exception cref="DatabaseUnavailableException">There is no database that can be copied.</exception>
    /// <exception cref="InvalidDataException">The database is damaged. Nothing was written.</exception>
    /// <exception cref="IOException">Nothing was written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was written.</exception>
    public static Task<Written<T>> WriteAsync<T>(DatabaseOptions options, ContentFolder content, string file, Func<SiteDbContext, Task<T>> look, CancellationToken cancellation) =>
        DatabaseBackup.AsWholeAsync(file, async zip =>
        {
            var copy = $"{zip}.db";
            try
            {
                var answer = await DatabaseBackup.CopyAsync(options, copy, look, cancellation);
                PrivateFiles.Create(zip);
                await using var stream = new FileStream(zip, FileMode.Open, FileAccess.ReadWrite);
                await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
                await AddAsync(archive, copy, Database, UnixFileMode.UserRead | UnixFileMode.UserWrite, cancellation);
                var leftOut = new List<string>();
                var files = 0;
                foreach (var (path, name) in Files(content.Root, leftOut))
                    if (await AddAsync(archive, path, Content + name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, cancellation)) files++;
                return new Written<T>(answer, files, leftOut);
            }
            finally
            {
                File.Delete(copy);
            }
        });

    public static string? Validate(ContentFolder content, string file) =>
        IsInside(RealPath.Of(Path.GetDirectoryName(file)!), content.Root) ? $"{file} would be part of the content itself. Choose another place." : null;

    /// <summary>Every file that the site could read. Follows links within the folder; leaves out hidden and irregular files.</summary>
    private static IEnumerable<(string Path, string Name)> Files(string root, List<string> leftOut)
    {
        var folders = new Stack<(string Real, string Name)>([(root, "")]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in new DirectoryInfo(folder.Real).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry.Name.StartsWith('.')) continue;
                var (real, name) = (RealPath.Of(entry.FullName), folder.Name + entry.Name);
                if (!IsInside(real, root)) leftOut.Add($"{name} leads out of the content folder");
                else if (!Directory.Exists(real) && RegularFile.OtherKind(real) is { } kind) leftOut.Add($"{name} is {kind}");
                // Following a link to a folder above would never end.
                else if (Directory.Exists(real) && IsInside(folder.Real, real)) leftOut.Add($"{name} leads back to a folder above it");
                else if (Directory.Exists(real)) folders.Push((real, $"{name}/"));
                else if (File.Exists(real)) yield return (real, name);
                else if (entry.LinkTarget is not null) leftOut.Add($"{name} leads to nothing");
            }
        }
    }

    private static bool IsInside(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static async Task<bool> AddAsync(ZipArchive archive, string path, string name, UnixFileMode mode, CancellationToken cancellation)
    {
        try
        {
            // An empty file is not opened, because a pipe reports a length of zero too.
            var isEmpty = new FileInfo(path).Length == 0;
            await using var source = isEmpty ? Stream.Null : RegularFile.Open(path);
            var entry = archive.CreateEntry(name);
            var written = File.GetLastWriteTime(path);
            entry.LastWriteTime = written < FirstDateOfZip ? FirstDateOfZip : written > LastDateOfZip ? LastDateOfZip : written;
            entry.ExternalAttributes = (RegularFileMode | (int)mode) << 16;
            await using var target = await entry.OpenAsync(cancellation);
            await source.CopyToAsync(target, cancellation);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new UnauthorizedAccessException($"{name} can't be read: {refused.Message}", refused);
        }
    }

    /// <param name="LeftOut">With the reasons.</param>
    internal sealed record Written<T>(T Answer, int Files, IReadOnlyList<string> LeftOut);
}
