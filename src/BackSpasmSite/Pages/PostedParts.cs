using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Pages;

/// <summary>
/// Reads a form in parts (RFC 7578). Not with the framework's own reader of forms, which reads each part in whatever
/// character set the part names, and swallows a byte-order mark: a report would not be what the reader typed.
/// </summary>
internal static class PostedParts
{
    /// <summary>RFC 2046, 5.1.1.</summary>
    private const int LongestBoundary = 70;

    /// <param name="type">The form's type, which names the boundary.</param>
    /// <param name="body">UTF-8.</param>
    /// <param name="most">How many fields there may be.</param>
    /// <exception cref="InvalidDataException">It is no form in parts, or has a file, or another character set.</exception>
    /// <exception cref="IOException">It ends too early.</exception>
    public static async Task<IEnumerable<KeyValuePair<string, string[]>>> ReadAsync(MediaTypeHeaderValue type, Stream body, int most, CancellationToken cancellation)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary) throw new InvalidDataException("There is no boundary, or none that may be.");

        var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 8 };
        var fields = new List<(string Name, string Value)>();
        while (await reader.ReadNextSectionAsync(cancellation) is { } part)
        {
            if (fields.Count == most) throw new InvalidDataException("There are too many parts.");
            fields.Add((NameOf(part), await ValueOf(part, cancellation)));
        }

        return fields.GroupBy(field => field.Name, field => field.Value, (name, values) => KeyValuePair.Create(name, values.ToArray()));
    }

    private static string NameOf(MultipartSection part)
    {
        if (part.GetContentDispositionHeader() is not { } disposition || !disposition.IsFormDisposition())
            throw new InvalidDataException("A part is no field of a form.");
        if (part.ContentType is { } written && (!MediaTypeHeaderValue.TryParse(written, out var type) || !PostedForm.IsUtf8(type)))
            throw new InvalidDataException("A part is not in UTF-8.");
        return HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
    }

    private static async Task<string> ValueOf(MultipartSection part, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await part.Body.CopyToAsync(bytes, cancellation);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
