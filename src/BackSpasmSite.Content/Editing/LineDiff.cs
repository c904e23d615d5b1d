using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace BackSpasmSite.Content.Editing;

/// <summary>What differs between two texts, line by line.</summary>
internal static class LineDiff
{
    /// <summary>How many equal lines are shown around a difference.</summary>
    private const int Around = 2;

    /// <summary>The lines that differ with some around them; empty when none do. Line ends don't count.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var all = Lines(InlineDiffBuilder.Diff(TypedText.Shown(before), TypedText.Shown(after), ignoreWhiteSpace: false).Lines);
        var shown = new List<DiffLine>();
        for (var i = 0; i < all.Count; i++)
        {
            var isNear = all.Skip(Math.Max(0, i - Around)).Take(i - Math.Max(0, i - Around) + Around + 1).Any(line => line.Kind is not DiffKind.Same);
            if (isNear) shown.Add(all[i]);
            else if (shown.Count == 0 || shown[^1].Kind is not DiffKind.Skipped) shown.Add(new DiffLine(DiffKind.Skipped, all[i].Number, ""));
        }

        return shown.All(line => line.Kind is DiffKind.Skipped) ? [] : shown;
    }

    private static List<DiffLine> Lines(List<DiffPiece> pieces)
    {
        var lines = new List<DiffLine>();
        var (older, newer) = (0, 0);
        foreach (var piece in pieces)
        {
            switch (piece.Type)
            {
                case ChangeType.Deleted:
                    lines.Add(new DiffLine(DiffKind.Gone, ++older, piece.Text));
                    break;
                case ChangeType.Inserted:
                    lines.Add(new DiffLine(DiffKind.New, ++newer, piece.Text));
                    break;
                default:
                    older++;
                    lines.Add(new DiffLine(DiffKind.Same, ++newer, piece.Text));
                    break;
            }
        }

        return lines;
    }
}

/// <summary>Where a line of two texts is found.</summary>
internal enum DiffKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the older one only.</summary>
    Gone,

    /// <summary>In the newer one only.</summary>
    New,

    /// <summary>In place of a stretch of lines that are the same in both.</summary>
    Skipped,
}

/// <summary>A line of two texts laid side by side.</summary>
/// <param name="Kind">Whether it is in both, or in which.</param>
/// <param name="Number">Its number in the newer text; in the older one for a line that is gone.</param>
internal sealed record DiffLine(DiffKind Kind, int Number, string Text);
