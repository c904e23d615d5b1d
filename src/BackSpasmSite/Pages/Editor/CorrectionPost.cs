using BackSpasmSite.Reports.Corrections;

namespace BackSpasmSite.Pages.Editor;

/// <summary>How a correction's form is written in a request.</summary>
internal static class CorrectionPost
{
    public static CorrectionForm Read(IFormCollection form) => new()
    {
        Text = form["text"].ToString(),
        Hash = form["hash"].ToString(),
        Note = form["note"].ToString(),
        Was = form["was"].ToString(),
        Now = form["now"].ToString(),
        Guess = form["guess"].ToString(),
        Modified = form["modified"].ToString(),
        Seen = ReportForm.SeenIn(form),
        Chosen = form["chosen"].Select(ReportForm.Number).OfType<long>().ToHashSet(),
        StandsAnyway = form["stands"] == "yes",
        ErrorsAnyway = form["anyway"] == "yes",
    };
}
