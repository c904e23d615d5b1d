using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>An article's file, or references.json, as it was read, which can be replaced only while it is unchanged.</summary>
internal sealed class ArticleFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Held while comparing and renaming, so that nothing else in this process renames in between.</summary>
    private static readonly Lock Replacing = new();

    private readonly string _path;
    private readonly byte[] _bytes;

    private readonly long _most;

    private ArticleFile(string path, byte[] bytes, long most)
    {
        _path = path;
        _bytes = bytes;
        _most = most;
    }

    /// <summary>Includes the byte-order mark and the original line ends.</summary>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    public string Text => Strict.GetString(_bytes);

    public bool IsText => System.Text.Unicode.Utf8.IsValid(_bytes);

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal digits.</summary>
    public string Hash => HashOf(_bytes);

    /// <param name="most">The largest length in bytes that the site reads of this file.</param>
    public static ArticleFile Read(string path, long most = ContentReader.MostMarkdownBytes)
    {
        // Writing must replace a link's target, not the link itself.
        path = RealPath.Of(path);
        return new ArticleFile(path, RegularFile.Read(path, most), most);
    }

    public static byte[] BytesOf(string text) => Strict.GetBytes(text);

    public static string HashOf(string text) => HashOf(Strict.GetBytes(text));

    /// <summary>Atomic. False, with nothing written, if the file was changed since it was read.</summary>
    /// <exception cref="IOException">The disk refuses it: see <see cref="WriteFailure"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public bool TryReplace(string text)
    {
        lock (Replacing)
        {
            // Renaming a new file over it would not ask whether it may be written.
            if (new FileInfo(_path) is { Exists: true, IsReadOnly: true }) throw new UnauthorizedAccessException();
            return AtomicFile.TryReplace(
                _path, stream => stream.Write(Strict.GetBytes(text)), () => RegularFile.Read(_path, _most).AsSpan().SequenceEqual(_bytes));
        }
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
