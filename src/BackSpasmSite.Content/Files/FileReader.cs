using System.Text;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Files;

internal static class FileReader
{
    /// <summary>Checks the length before reading. Null with the reason added to <paramref name="diagnostics"/>.</summary>
    /// <param name="most">In bytes.</param>
    public static byte[]? Read(ContentFile file, long most, ICollection<Diagnostic> diagnostics)
    {
        if (file.Error is { } error)
        {
            diagnostics.Add(error);
            return null;
        }

        if (file.Stamp.Length > most)
        {
            diagnostics.Add(FileDiagnostics.TooLarge(file.Path, file.Stamp.Length, most));
            return null;
        }

        if (file.Unsaved is { } unsaved) return unsaved;
        try
        {
            return RegularFile.Read(file.FullPath, most);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileDiagnostics.CannotRead(file.Path, failure.Message));
            return null;
        }
    }
}

internal static class TextFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Accepts a byte-order mark. Line ends become LF; invisible characters are removed (<see cref="UnprintableCharacters"/>).</summary>
    /// <returns>Null if the bytes are not UTF-8, with the reason added to <paramref name="diagnostics"/>.</returns>
    public static SourceText? Decode(string path, ReadOnlySpan<byte> bytes, ICollection<Diagnostic> diagnostics)
    {
        if (LooksLikeUtf16(bytes))
        {
            diagnostics.Add(FileDiagnostics.Utf16(path));
            return null;
        }

        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            diagnostics.Add(FileDiagnostics.Empty(path));
            return null;
        }

        try
        {
            return UnprintableCharacters.Remove(path, LineText.WithLineFeeds(Strict.GetString(bytes)), diagnostics);
        }
        catch (DecoderFallbackException wrong)
        {
            // The text before the wrong byte gives its line and column.
            var before = LineText.WithLineFeeds(Encoding.UTF8.GetString(bytes[..Math.Max(0, wrong.Index)]));
            diagnostics.Add(FileDiagnostics.NotUtf8(new SourceText(path, before + "\uFFFD"), before.Length));
            return null;
        }
    }

    public static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ||
        (bytes.Length > 1 && (bytes[0] == 0 || bytes[1] == 0));
}
