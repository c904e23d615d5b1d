namespace BackSpasmSite.Content.Citations;

/// <summary>
/// <c>(</c>, numbers and ranges separated by <c>,</c> or <c>;</c>, and <c>)</c>. Independent of Markdown and of the list of references.
/// Citations.md has the rule and examples.
/// </summary>
internal ref struct CitationSyntax
{
    /// <summary>A larger number is a year, a price or a count.</summary>
    public const int HighestNumber = 999;

    private readonly ReadOnlySpan<char> _text;
    private readonly List<NumberRange> _items = [];
    private int _at = 1;
    private int _lineBreaks;
    private bool _tooLarge;
    private CitationError _flaw;

    private CitationSyntax(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Null for plain text.</summary>
    public static CitationGroup? Read(ReadOnlySpan<char> text) =>
        MayBegin(text) ? new CitationSyntax(text).Group() : null;

    // Most parentheses hold words: reject those before allocating anything.
    private static bool MayBegin(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != '(') return false;
        var first = text[1..].TrimStart();
        return !first.IsEmpty && (char.IsAsciiDigit(first[0]) || first[0] is ',' or ';');
    }

    private CitationGroup? Group()
    {
        while (true)
        {
            SkipSpace();
            if (AtDigit)
            {
                if (!ReadItem()) return null;
            }
            else
            {
                Note(CitationError.EmptyItem);
            }

            SkipSpace();
            if (_at >= _text.Length || _lineBreaks > 1) return null;
            var next = _text[_at++];
            if (next == ')') return _items.Count == 0 || _tooLarge ? null : new CitationGroup(_at, _items, _flaw);
            if (next is not (',' or ';')) return null;
        }
    }

    private readonly bool AtDigit => _at < _text.Length && char.IsAsciiDigit(_text[_at]);

    // False if a range has no end, as in (1-), which is no group at all.
    private bool ReadItem()
    {
        var first = ReadNumber();
        var last = first;
        SkipSpace();
        if (_at < _text.Length && _text[_at] is '-' or '–')
        {
            _at++;
            SkipSpace();
            if (!AtDigit) return false;
            last = ReadNumber();
            if (last < first) Note(CitationError.DescendingRange);
        }

        _items.Add(new NumberRange(first, last));
        return true;
    }

    private int ReadNumber()
    {
        if (_text[_at] == '0') Note(CitationError.LeadingZero);
        var number = 0;
        for (; AtDigit; _at++)
            number = Math.Min((number * 10) + (_text[_at] - '0'), HighestNumber + 1);
        _tooLarge |= number > HighestNumber;
        return number;
    }

    private void SkipSpace()
    {
        for (; _at < _text.Length; _at++)
        {
            switch (_text[_at])
            {
                case ' ' or '\t' or '\u00A0':
                    break;
                case '\r' when _at + 1 < _text.Length && _text[_at + 1] == '\n':
                    break;
                case '\n' or '\r':
                    _lineBreaks++;
                    if (_text[.._at].TrimEnd('\r').EndsWith("  ")) Note(CitationError.HardLineBreak);
                    break;
                default:
                    return;
            }
        }
    }

    private void Note(CitationError flaw)
    {
        if (_flaw == CitationError.None) _flaw = flaw;
    }
}

/// <summary>Why a group that looks like a citation is not one.</summary>
internal enum CitationError
{
    None,

    /// <summary><c>(1,,2)</c> or <c>(1,)</c></summary>
    EmptyItem,

    /// <summary><c>(01)</c> or <c>(0)</c></summary>
    LeadingZero,

    /// <summary><c>(3-1)</c></summary>
    DescendingRange,

    /// <summary>Two spaces at the end of a line, which Markdown prints as a line break.</summary>
    HardLineBreak,
}

/// <param name="Length">In characters, both parentheses included.</param>
/// <param name="Items">In order; none is above <see cref="CitationSyntax.HighestNumber"/>.</param>
internal sealed record CitationGroup(int Length, IReadOnlyList<NumberRange> Items, CitationError Flaw)
{
    public int Highest => Items.Max(item => Math.Max(item.First, item.Last));

    /// <summary>There must be such a number.</summary>
    public int FirstAbove(int limit) =>
        Items.Where(item => item.Last > limit).Select(item => Math.Max(item.First, limit + 1)).First();

    /// <summary>In order, each once, with ranges expanded. An array, as small as it can be: an edition keeps those of all its articles.</summary>
    public int[] Numbers => [.. Items.SelectMany(item => item.Numbers).Distinct()];
}

internal readonly record struct NumberRange(int First, int Last)
{
    public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);
}
