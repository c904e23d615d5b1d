using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Http;

/// <summary>How much a client wants each coding, from 0 (not at all) to 1 (RFC 9110, 12.5.3).</summary>
internal sealed record AcceptedCodings(double Brotli, double Gzip, double Identity)
{
    /// <summary>Below the lowest quality that can be written: identity need not be listed, but any listed coding is better.</summary>
    private const double Unlisted = 0.0001;

    /// <summary>Without the header anything is acceptable, but such a client may not be able to decode anything.</summary>
    private static readonly AcceptedCodings Silent = new(0, 0, 1);

    /// <summary>Nearly all clients send one of a few headers.</summary>
    private static Meaning? _last;

    public static AcceptedCodings Of(StringValues header)
    {
        if (header.Count == 0) return Silent;
        if (header.Count > 1 || header[0] is not { } text) return Read(header);
        var last = _last;
        if (last?.Header == text) return last.Codings;
        _last = last = new Meaning(text, Read(header));
        return last.Codings;
    }

    private static AcceptedCodings Read(StringValues header)
    {
        var listed = StringWithQualityHeaderValue.TryParseList(header, out var values) ? values : [];
        var other = QualityOf("*");
        return new AcceptedCodings(
            QualityOf("br") ?? other ?? 0,
            QualityOf("gzip") ?? QualityOf("x-gzip") ?? other ?? 0,
            QualityOf("identity") ?? (other is 0 ? 0 : Unlisted));

        double? QualityOf(string coding) =>
            listed.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } value ? value.Quality ?? 1 : null;
    }

    private sealed record Meaning(string Header, AcceptedCodings Codings);
}
