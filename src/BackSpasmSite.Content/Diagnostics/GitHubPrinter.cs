namespace BackSpasmSite.Content.Diagnostics;

/// <summary>Prints problems as commands of GitHub's workflow runner, which shows them beside the changed line.</summary>
internal static class GitHubPrinter
{
    public static void Print(IEnumerable<Problem> problems, TextWriter output)
    {
        foreach (var problem in problems)
            output.WriteLine(Line(problem));
    }

    private static string Line(Problem problem) => FormattableString.Invariant(
        $"::{problem.Severity.Word()} file={Property(problem.Path)},line={problem.Line},col={problem.Column},title={Property(problem.Code)}::{Data(problem.Message)}");

    /// <summary>The runner takes back exactly these three, the percent sign last. Other line ends would begin a new command in a log.</summary>
    private static string Data(string text) => text
        .Replace("\u0085", " ", StringComparison.Ordinal)
        .Replace("\u2028", " ", StringComparison.Ordinal)
        .Replace("\u2029", " ", StringComparison.Ordinal)
        .Replace("\v", " ", StringComparison.Ordinal)
        .Replace("\f", " ", StringComparison.Ordinal)
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>In a property, a colon and a comma would end it.</summary>
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
