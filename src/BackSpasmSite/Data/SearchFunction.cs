using System.Globalization;
using System.Text;
using BackSpasmSite.Content.Text;
using Microsoft.Data.Sqlite;

namespace BackSpasmSite.Data;

/// <summary><see cref="SiteDbContext.Holds"/> inside SQLite.</summary>
internal static class SearchFunction
{
    /// <summary>Closing the connection removes it.</summary>
    public static void AddTo(SqliteConnection connection) =>
        connection.CreateFunction<string, string?, string?, string?, string?, bool>(
            SiteDbContext.HoldsName, (words, one, two, three, four) => Holds(words, one, two, three, four), isDeterministic: true);

    /// <summary>The words to search for, one on each line; those beyond <paramref name="most"/> are ignored.</summary>
    public static string Words(string text, int most) =>
        string.Join('\n', Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(most));

    private static bool Holds(string words, params string?[] texts)
    {
        var folded = Array.ConvertAll(texts, text => Fold(text ?? ""));
        return words.Split('\n').All(word => Array.Exists(folded, text => text.Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>Ignores case and accents, and turns quotation marks and hyphens into those on a keyboard.</summary>
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var c in UnicodeText.Normalized(text, NormalizationForm.FormD))
        {
            if (char.IsAscii(c)) folded.Append(char.ToLowerInvariant(c));
            else if (c is '‘' or '’' or '‚' or '‛') folded.Append('\'');
            else if (c is '“' or '”' or '„' or '‟') folded.Append('"');
            else if (c is >= '‐' and <= '―') folded.Append('-');
            // PostgreSQL writes the last sigma of a word differently.
            else if (c is 'ς') folded.Append('σ');
            else if (char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
