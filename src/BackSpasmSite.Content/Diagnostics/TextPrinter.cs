namespace BackSpasmSite.Content.Diagnostics;

/// <summary>Prints a problem as compilers do, so that editors make it a link: <c>path(line,column): error CODE: message</c>.</summary>
internal static class TextPrinter
{
    public static void Print(IEnumerable<Problem> problems, TextWriter output)
    {
        foreach (var problem in problems)
            output.WriteLine(Line(problem));
    }

    // The name of a file may have a line end too.
    private static string Line(Problem problem) => FormattableString.Invariant(
        $"{problem.Path}({problem.Line},{problem.Column}): {problem.Severity.Word()} {problem.Code}: {problem.Message}").ReplaceLineEndings(" ");
}
