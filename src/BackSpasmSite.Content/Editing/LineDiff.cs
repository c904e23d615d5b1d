using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace BackSpasmSite.Content.Editing;

internal static class LineDiff
{
    private const int Around = 2;

    /// <summary>Empty if nothing has changed. Line ends are ignored.</summary>
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

internal enum DiffKind
{
    Same,

    Gone,

    New,

    /// <summary>Stands for omitted lines that are the same in both.</summary>
    Skipped,
}

/// <param name="Number">In the newer text; for a removed line, in the older one.</param>
internal sealed record DiffLine(DiffKind Kind, int Number, string Text);
