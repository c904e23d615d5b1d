using System.IO.Compression;

namespace BackSpasmSite.Tests.Http;

internal static class Responses
{
    /// <summary>All headers but those that differ with the time, a line each.</summary>
    public static string Told(this HttpResponseMessage answer) => string.Join('\n', answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
        .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));

    /// <param name="coding">As in <c>Content-Encoding</c>; null for none.</param>
    public static byte[] Decoded(this byte[] bytes, string? coding)
    {
        using Stream stream = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var decoded = new MemoryStream();
        stream.CopyTo(decoded);
        return decoded.ToArray();
    }
}
