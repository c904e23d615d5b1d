namespace BackSpasmSite.Content.Bibliography;

/// <summary>Hands out the keys by which a document cites the entries of one file.</summary>
internal sealed class BibTexKeys
{
    /// <summary>BibTeX takes two keys that differ in capitals only for one.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id as far as BibTeX, biber and JabRef take it, with a number where another entry has that key.</summary>
    public string Next(string id)
    {
        var plain = id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '+') ? id : PlainKey.Of(id);
        if (plain.Length == 0) plain = "paper";
        var key = plain;
        for (var number = 2; !_taken.Add(key); number++) key = $"{plain}-{number}";
        return key;
    }
}
