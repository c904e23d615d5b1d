using System.Text.RegularExpressions;
using BackSpasmSite.Content.FrontMatter;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackSpasmSite.Content.Editing;

internal readonly record struct TextEdit(int Start, int End, string By)
{
    /// <summary>The edits must not overlap.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        foreach (var edit in edits.Reverse().OrderByDescending(edit => edit.Start))
            text = string.Concat(text.AsSpan(0, edit.Start), edit.By, text.AsSpan(edit.End));
        return text;
    }
}

/// <summary>
/// Changes a list of words, such as the references; every other byte stays. Supports a list in brackets and one with a hyphen in each line. A comment after
/// an item is moved and removed with it; one on its own line stays.
/// </summary>
/// <exception cref="FormatException">From each method: the list has another form.</exception>
internal sealed partial class ReferenceListEdit
{
    private readonly string _key;
    private readonly FrontMatterSpan _front;
    private readonly string _yaml;
    private readonly EntrySpan? _entry;
    private readonly List<(int Start, int End)> _items = [];

    public ReferenceListEdit(string text, string key = "references")
    {
        _key = key;
        _front = FrontMatterSpan.Of(text);
        _yaml = _front.In(text);
        _entry = EntrySpan.Find(_yaml, key);
        if (_entry is null or { Value: [Scalar { Value: "", Style: ScalarStyle.Plain }] }) return;
        if (_entry.Value is not [SequenceStart, ..] || !_entry.Value.Skip(1).SkipLast(1).All(item => item is Scalar { Anchor.IsEmpty: true })) throw NoList();
        _items = [.. _entry.Value.OfType<Scalar>().Select(item => ((int)item.Start.Index, EntrySpan.EndOf([item], _yaml, (int)item.Start.Index)))];
    }

    private bool IsFlow => _entry?.Value is [SequenceStart { Style: SequenceStyle.Flow }, ..];

    /// <param name="number">From 1 to one more than there are.</param>
    public IEnumerable<TextEdit> Insert(int number, string id)
    {
        var word = YamlQuote.Word(id);
        if (_entry is null) return [Put(_yaml.Length, $"{_key}:{_front.LineEnd}  - {word}{_front.LineEnd}")];
        if (IsFlow)
        {
            if (_items.Count == 0) return [Put(_yaml.IndexOf('[', _entry.Colon) + 1, word)];
            return number > _items.Count ? [Put(_items[^1].End, $", {word}")] : [Put(_items[number - 1].Start, $"{word}, ")];
        }

        // Directly below the item above, so that comments above an item stay with it.
        var above = number == 1 ? _entry.Colon : _items[number - 2].End;
        return [Put(FrontMatterSpan.NextLine(_yaml, above), $"{(_items.Count == 0 ? "" : Indent(0))}- {word}{_front.LineEnd}")];
    }

    public IEnumerable<TextEdit> Remove(int number)
    {
        var (start, end) = _items[number - 1];
        if (IsFlow)
        {
            if (number < _items.Count)
            {
                // With its comma and a space after it, or with the whole line if it is alone there.
                var after = _yaml.IndexOf(',', end) + 1;
                if (after < _yaml.Length && _yaml[after] == ' ') after++;
                var line = FrontMatterSpan.LineStart(_yaml, start);
                var isAlone = string.IsNullOrWhiteSpace(_yaml[line..start]) && _yaml[after] is '\r' or '\n';
                return [isAlone ? Cut(line, FrontMatterSpan.NextLine(_yaml, after)) : Cut(start, after)];
            }

            if (number > 1 && IsOnlyComma(_items[number - 2].End, start)) return [Cut(_items[number - 2].End, end)];
            return [Cut(start, end)];
        }

        var ownLine = Cut(DashLine(number - 1), FrontMatterSpan.NextLine(_yaml, end));
        // An indented list that becomes empty goes with its key.
        var keyEnd = FrontMatterSpan.NextLine(_yaml, _entry!.Colon);
        var goes = _items.Count == 1 && Indent(0).Length > 0 && string.IsNullOrWhiteSpace(_yaml[_entry.Colon..keyEnd]);
        return goes ? [Cut(_entry.Start, keyEnd), ownLine] : [ownLine];
    }

    /// <param name="order">For each new place, the old number.</param>
    public IEnumerable<TextEdit> Order(IReadOnlyList<int> order) => order.Index().Where(place => place.Item != place.Index + 1)
        .Select(place => Replace(Whole(place.Index), _yaml[Whole(place.Item - 1).Start..Whole(place.Item - 1).End]));

    /// <summary>Keeps the comments in the list.</summary>
    public IEnumerable<TextEdit> RemoveAll()
    {
        if (_entry is null) return [];
        if (IsFlow || _items.Count == 0)
        {
            var comments = Comment().Matches(_yaml[_entry.Colon.._entry.End]).Select(comment => comment.Value.TrimEnd() + _front.LineEnd);
            return [WithoutRest(_entry.Start, _entry.End, string.Concat(comments))];
        }

        return
        [
            WithoutRest(_entry.Start, _entry.Colon),
            .. _items.Select((item, index) => WithoutRest(DashLine(index), item.End, Indent(index), isLine: true)),
        ];
    }

    public IEnumerable<TextEdit> AddAll(IEnumerable<string> ids) =>
        [.. RemoveAll(), Put(_yaml.Length, $"{_key}:{_front.LineEnd}{string.Concat(ids.Select(id => $"  - {YamlQuote.Word(id)}{_front.LineEnd}"))}")];

    /// <summary>Cuts the whole line if nothing else is on it, otherwise up to the comment.</summary>
    private TextEdit WithoutRest(int start, int end, string by = "", bool isLine = false)
    {
        var next = FrontMatterSpan.NextLine(_yaml, end);
        var rest = _yaml[end..next];
        return string.IsNullOrWhiteSpace(rest)
            ? Replace((start, next), isLine ? "" : by)
            : Replace((start, end + rest.IndexOf('#', StringComparison.Ordinal)), by);
    }

    /// <summary>In a list with hyphens, includes the comment after the item.</summary>
    private (int Start, int End) Whole(int index)
    {
        var (start, end) = _items[index];
        if (!IsFlow)
        {
            end = FrontMatterSpan.NextLine(_yaml, end);
            while (end > start && char.IsWhiteSpace(_yaml[end - 1])) end--;
        }

        return (start, end);
    }

    private int DashLine(int index)
    {
        var line = FrontMatterSpan.LineStart(_yaml, _items[index].Start);
        return _yaml[line.._items[index].Start].Trim() == "-" ? line : throw NoList();
    }

    private string Indent(int index)
    {
        var line = DashLine(index);
        return _yaml[line.._yaml.IndexOf('-', line)];
    }

    private bool IsOnlyComma(int from, int to) => _yaml[from..to].Trim() == ",";

    private TextEdit Put(int at, string by) => Replace((at, at), by);

    private TextEdit Cut(int start, int end) => Replace((start, end), "");

    private TextEdit Replace((int Start, int End) range, string by) => new(_front.Start + range.Start, _front.Start + range.End, by);

    private FormatException NoList() =>
        new($"“{_key}” in the front matter is written in an unusual way. Write it as [one, two], or with one “- id” in each line.");

    [GeneratedRegex(@"(?<=\s)#[^\r\n]*")]
    private static partial Regex Comment();
}
