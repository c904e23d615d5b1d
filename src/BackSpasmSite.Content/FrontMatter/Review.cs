namespace BackSpasmSite.Content.FrontMatter;

/// <summary>A reviewer's sign-off, bound to the words it covers.</summary>
/// <param name="By">A key of <c>people.yaml</c>.</param>
/// <param name="Date">The day it was signed.</param>
/// <param name="Text">The stamp of the medical text: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="Next">The day it should be reviewed again.</param>
/// <param name="Line">Where the record stands in the article's file, counted from 1.</param>
internal sealed record Review(string By, DateOnly Date, string Text, DateOnly? Next, int Line);
