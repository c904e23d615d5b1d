using System.Text;
using System.Text.RegularExpressions;

namespace BackSpasmSite.Content.Editing;

/// <summary>A citation such as <c>(1–3, 5)</c>, taken apart so that its numbers can change and the rest stays as written.</summary>
internal sealed partial class NumberGroup
{
    /// <summary>
    /// Added to a separator where <see cref="WithInserted"/> separates neighbours that the author had not joined to a range, so that
    /// <see cref="WithoutGap"/> does not join them. As a space it is allowed anywhere in a citation.
    /// </summary>
    private const char KeepApart = '\u00A0';

    private const string Comma = ", ";

    private readonly string _open;
    private readonly string _close;
    private readonly List<Item> _items;
    private readonly List<string> _separators;

    private NumberGroup(string open, List<Item> items, List<string> separators, string close) =>
        (_open, _items, _separators, _close) = (open, items, separators, close);

    /// <param name="written">As in the file; in a quotation a line may begin with <c>&gt;</c>.</param>
    public static NumberGroup Of(string written)
    {
        var (items, separators) = (new List<Item>(), new List<string>());
        var (open, end) = ("", 0);
        foreach (Match match in Numbers().Matches(written))
        {
            if (items.Count == 0) open = written[..match.Index];
            else separators.Add(written[end..match.Index]);
            var first = int.Parse(match.Groups["first"].ValueSpan);
            items.Add(match.Groups["last"] is { Success: true } last ? new Item(first, int.Parse(last.ValueSpan), match.Groups["dash"].Value) : new Item(first, first, ""));
            end = match.Index + match.Length;
        }

        return new NumberGroup(open, items, separators, written[end..]);
    }

    /// <summary>In the default form, in which three or more consecutive numbers make a range.</summary>
    public static string Write(IReadOnlyList<int> numbers) => $"({Joined(numbers, Comma, "-")})";

    /// <summary>
    /// Raises every number from this one on by one, because a paper takes this number. A range over it is divided: <c>(3-5)</c> becomes
    /// <c>(3, 5-6)</c>, and <c>(3-4)</c> becomes <c>(3-3, 5)</c>, which still shows that it was a range.
    /// </summary>
    public string WithInserted(int number)
    {
        var (items, separators) = (new List<Item>(), new List<string>());
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            if (i > 0) separators.Add(_separators[i - 1] + (IsJoint(_items[i - 1], item, number - 1, number) ? KeepApart : ""));
            if (item.First >= number || item.Last < number)
            {
                items.Add(item with { First = Raised(item.First), Last = Raised(item.Last) });
                continue;
            }

            var (left, right) = (number - item.First, item.Last - number + 1);
            items.Add(new Item(item.First, number - 1, left > 1 || right == 1 ? item.Dash : ""));
            separators.Add(Separator);
            items.Add(new Item(number + 1, item.Last + 1, right > 1 ? item.Dash : ""));
        }

        return new NumberGroup(_open, items, separators, _close).ToString();

        int Raised(int old) => old >= number ? old + 1 : old;
    }

    /// <summary>
    /// Lowers every number above this one by one, because its paper, which the group does not cite, leaves the list. Undoes
    /// <see cref="WithInserted"/> to the byte.
    /// </summary>
    public string WithoutGap(int number)
    {
        var (items, separators) = (new List<Item>(), new List<string>());
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            var lowered = item with { First = Lowered(item.First), Last = Lowered(item.Last) };
            if (i > 0)
            {
                var separator = _separators[i - 1];
                var meets = IsJoint(_items[i - 1], item, number - 1, number + 1);
                if (meets && !separator.EndsWith(KeepApart))
                {
                    items[^1] = new Item(items[^1].First, lowered.Last, items[^1].IsRange ? items[^1].Dash : item.Dash);
                    continue;
                }

                separators.Add(meets ? separator[..^1] : separator);
            }

            items.Add(lowered);
        }

        return new NumberGroup(_open, items, separators, _close).ToString();

        int Lowered(int old) => old > number ? old - 1 : old;
    }

    /// <summary>In the author's order and style. Consecutive numbers make a range only if the group had one.</summary>
    public string With(IReadOnlyList<int> numbers) =>
        _open + Joined(numbers, Separator, _items.Find(item => item.IsRange && item.Dash.AsSpan().IndexOfAny('\n', '>') < 0)?.Dash) + _close;

    public override string ToString()
    {
        var text = new StringBuilder(_open);
        for (var i = 0; i < _items.Count; i++)
        {
            if (i > 0) text.Append(_separators[i - 1]);
            text.Append(_items[i]);
        }

        return text.Append(_close).ToString();
    }

    /// <summary>The author's, unless it has more in it than a space.</summary>
    private string Separator => _separators.Find(separator => separator is "," or ", " or ";" or "; ") ?? Comma;

    private static bool IsJoint(Item left, Item right, int last, int first) =>
        left.Last == last && right.First == first && (left.IsRange || right.IsRange);

    /// <param name="dash">Null for no ranges.</param>
    private static string Joined(IReadOnlyList<int> numbers, string separator, string? dash)
    {
        var items = new List<Item>();
        for (var i = 0; i < numbers.Count;)
        {
            var end = i + 1;
            while (end < numbers.Count && numbers[end] == numbers[end - 1] + 1) end++;
            if (dash is null || end - i < 3) end = i + 1;
            items.Add(new Item(numbers[i], numbers[end - 1], end - i > 1 ? dash! : ""));
            i = end;
        }

        return string.Join(separator, items);
    }

    [GeneratedRegex(@"(?<first>[0-9]+)(?:(?<dash>[\s>]*[-–][\s>]*)(?<last>[0-9]+))?")]
    private static partial Regex Numbers();

    /// <param name="Dash">With the spaces around it; empty for a single number.</param>
    private sealed record Item(int First, int Last, string Dash)
    {
        public bool IsRange => Dash.Length > 0;

        public override string ToString() => IsRange ? $"{First}{Dash}{Last}" : $"{First}";
    }
}
