using System.Text;
using BackSpasmSite.Content.Citations;

namespace BackSpasmSite.Content.Text;

/// <summary>
/// The letters and digits of a text in small letters, each with the place it comes from. Numbers in parentheses are left out:
/// a citation is written in more than one way.
/// </summary>
internal sealed class Letters
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _offsets = [];

    public int Count => _text.Length;

    /// <summary>The place of a letter by its number.</summary>
    public int this[int number] => _offsets[number];

    public override string ToString() => _text.ToString();

    /// <summary>The letters of words that stand nowhere.</summary>
    public static string Of(string words)
    {
        var letters = new Letters();
        letters.Add(words, 0);
        return letters.ToString();
    }

    /// <param name="text">What is printed, character by character as it is in the source.</param>
    /// <param name="offset">Where it begins there.</param>
    public void Add(ReadOnlySpan<char> text, int offset)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(' && CitationSyntax.Read(text[i..]) is { } group) i += group.Length - 1;
            else if (char.IsLetterOrDigit(text[i])) Add(text[i], offset + i);
        }
    }

    /// <param name="text">What is printed for something that is written otherwise.</param>
    /// <param name="offset">Where that stands.</param>
    public void AddAt(ReadOnlySpan<char> text, int offset)
    {
        foreach (var character in text)
            if (char.IsLetterOrDigit(character)) Add(character, offset);
    }

    private void Add(char character, int offset)
    {
        _text.Append(char.ToLowerInvariant(character));
        _offsets.Add(offset);
    }
}
