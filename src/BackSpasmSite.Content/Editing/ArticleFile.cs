using System.Security.Cryptography;
using System.Text;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.Editing;

/// <summary>An article's file as it was when it was read, to be replaced only while it still is so.</summary>
internal sealed class ArticleFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Between comparing and renaming nobody else in this program may rename.</summary>
    private static readonly Lock Replacing = new();

    private readonly string _path;
    private readonly byte[] _bytes;

    private ArticleFile(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
    }

    /// <summary>The text with its byte-order mark and its line ends.</summary>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    public string Text => Strict.GetString(_bytes);

    /// <summary>Whether the file is UTF-8, so that it can be edited as text.</summary>
    public bool IsText => System.Text.Unicode.Utf8.IsValid(_bytes);

    /// <summary>SHA-256 of the file's bytes, in lower-case hexadecimal digits.</summary>
    public string Hash => HashOf(_bytes);

    public static ArticleFile Read(string path)
    {
        // A renamed file would take the place of a link; what it leads to is what should change.
        path = RealPath.Of(path);
        return new ArticleFile(path, RegularFile.Read(path, ContentReader.MostMarkdownBytes));
    }

    /// <summary>The hash of a file with this text.</summary>
    public static string HashOf(string text) => HashOf(Strict.GetBytes(text));

    /// <summary>
    /// Puts another text in the file's place in one step: whoever reads sees the old one or the new one whole.
    /// False, and nothing written, when somebody has saved the file since it was read.
    /// </summary>
    public bool TryReplace(string text)
    {
        lock (Replacing)
        {
            return AtomicFile.TryReplace(
                _path, stream => stream.Write(Strict.GetBytes(text)), () => RegularFile.Read(_path, ContentReader.MostMarkdownBytes).AsSpan().SequenceEqual(_bytes));
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
