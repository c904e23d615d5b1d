using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace BackSpasmSite.Content.Text;

internal static class WordChanges
{
    private const int Around = 80;

    /// <summary>A longer block is shown as removed and added: comparing it would cost time and show nothing.</summary>
    private const int LongestBlock = 8000;

    private static readonly WordChunker Words = new();

    public static IReadOnlyList<ChangedBlock> Of(string before, string after)
    {
        var lines = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        return [.. lines.DiffBlocks.SelectMany(changed => Pairs(lines, changed))];
    }

    /// <summary>Changed blocks in one place are compared in order; the rest were added or removed.</summary>
    private static IEnumerable<ChangedBlock> Pairs(DiffResult lines, DiffBlock changed)
    {
        for (var i = 0; i < Math.Max(changed.DeleteCountA, changed.InsertCountB); i++)
        {
            var old = i < changed.DeleteCountA ? lines.PiecesOld[changed.DeleteStartA + i] : "";
            var now = i < changed.InsertCountB ? lines.PiecesNew[changed.InsertStartB + i] : "";
            yield return new ChangedBlock(old.Length > LongestBlock || now.Length > LongestBlock ? Whole(old, now) : Runs(old, now))
            {
                OldLine = i < changed.DeleteCountA ? changed.DeleteStartA + i + 1 : null,
                NewLine = i < changed.InsertCountB ? changed.InsertStartB + i + 1 : null,
            };
        }
    }

    private static List<ChangedRun> Whole(string old, string now) => [.. Run(RunKind.WentAway, old), .. Run(RunKind.Came, now)];

    private static List<ChangedRun> Runs(string old, string now)
    {
        var words = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var runs = new List<ChangedRun>();
        var at = 0;
        foreach (var changed in words.DiffBlocks)
        {
            runs.AddRange(Run(RunKind.Stayed, Joined(words.PiecesNew, at, changed.InsertStartB - at)));
            runs.AddRange(Run(RunKind.WentAway, Joined(words.PiecesOld, changed.DeleteStartA, changed.DeleteCountA)));
            runs.AddRange(Run(RunKind.Came, Joined(words.PiecesNew, changed.InsertStartB, changed.InsertCountB)));
            at = changed.InsertStartB + changed.InsertCountB;
        }

        runs.AddRange(Run(RunKind.Stayed, Joined(words.PiecesNew, at, words.PiecesNew.Count - at)));
        return [.. runs.Select((run, i) => run.Kind is RunKind.Stayed ? Shortened(run, isFirst: i == 0, isLast: i == runs.Count - 1) : run)];
    }

    /// <summary>How many words came and how many went away.</summary>
    public static (int Added, int Removed) Count(string before, string after)
    {
        var runs = Of(before, after).SelectMany(block => block.Runs).ToLookup(run => run.Kind, run => WordsIn(run.Text));
        return (runs[RunKind.Came].Sum(), runs[RunKind.WentAway].Sum());
    }

    public static int WordsIn(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    private static string Joined(IReadOnlyList<string> pieces, int start, int count) => string.Concat(pieces.Skip(start).Take(count));

    private static IEnumerable<ChangedRun> Run(RunKind kind, string text) => text.Length == 0 ? [] : [new ChangedRun(kind, text)];

    /// <summary>Cuts at spaces, so that no word and no surrogate pair is split.</summary>
    private static ChangedRun Shortened(ChangedRun run, bool isFirst, bool isLast)
    {
        var text = run.Text;
        if (text.Length <= (isFirst || isLast ? 1 : 2) * Around) return run;
        var head = isFirst ? "" : text[..(text.LastIndexOf(' ', Around - 1) + 1)];
        var tail = isLast ? "" : text.IndexOf(' ', text.Length - Around) is var space and >= 0 ? text[space..] : "";
        return run with { Text = $"{head}…{tail}" };
    }
}

internal sealed record ChangedBlock(IReadOnlyList<ChangedRun> Runs)
{
    /// <summary>From 1; null if the earlier text has no such line.</summary>
    public int? OldLine { get; init; }

    /// <summary>From 1; null if the later text has no such line.</summary>
    public int? NewLine { get; init; }
}

/// <param name="Text">With the spaces between the words; long unchanged stretches are shortened.</param>
internal sealed record ChangedRun(RunKind Kind, string Text);

internal enum RunKind
{
    Stayed,
    WentAway,
    Came,
}
