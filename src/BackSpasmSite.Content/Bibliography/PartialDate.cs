using System.Globalization;
using System.Text.Json;

namespace BackSpasmSite.Content.Bibliography;

internal readonly record struct PartialDate(int Year, int? Month = null, int? Day = null)
{
    /// <summary>ISO 8601, which allows a date to end with its year or month.</summary>
    public override string ToString() => this switch
    {
        { Month: { } month, Day: { } day } => $"{Year:0000}-{month:00}-{day:00}",
        { Month: { } month } => $"{Year:0000}-{month:00}",
        _ => $"{Year:0000}",
    };
}

internal static class DateReader
{
    /// <summary>
    /// Reads <c>{"date-parts": [[2020, 6, 30]]}</c>, whose parts may be strings; <c>{"raw": "2020-06-30"}</c> or the same with <c>literal</c>;
    /// or a plain string. Month and day may be missing. For a span, its first date. Null for anything else.
    /// </summary>
    public static PartialDate? Read(JsonElement date)
    {
        if (date.ValueKind == JsonValueKind.String) return FromText(date.GetString()!);
        if (date.ValueKind != JsonValueKind.Object) return null;
        if (date.TryGetProperty("date-parts", out var dates)) return FromDateParts(dates);
        foreach (var name in (string[])["raw", "literal"])
        {
            if (date.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String)
                return FromText(text.GetString()!);
        }

        return null;
    }

    private static PartialDate? FromDateParts(JsonElement dates)
    {
        if (dates.ValueKind != JsonValueKind.Array || dates.GetArrayLength() == 0) return null;
        var first = dates[0];
        if (first.ValueKind != JsonValueKind.Array) return null;
        return FromParts([.. first.EnumerateArray().Select(Part)]);
    }

    private static PartialDate? FromText(string text) =>
        FromParts([.. text.Trim().Split('-').Select(Number)]);

    private static PartialDate? FromParts(int?[] parts)
    {
        if (parts.Length is < 1 or > 3 || parts.Contains(null)) return null;
        var (year, month, day) = (parts[0]!.Value, parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        if (year is < 1 or > 9999 || month is < 1 or > 12) return null;
        if (day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month!.Value))) return null;
        return new PartialDate(year, month, day);
    }

    private static int? Part(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Number when part.TryGetInt32(out var number) => number,
        JsonValueKind.String => Number(part.GetString()!),
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, null, out var number) ? number : null;
}
