using BackSpasmSite.Reports.Intake;

namespace BackSpasmSite.Pages.Editor;

/// <summary>What stands above a form that is shown again: each mistake leads to its field.</summary>
/// <param name="Title">What did not happen.</param>
/// <param name="All">In the order of the fields, whose ids begin with <c>f-</c>.</param>
internal sealed record Mistakes(string Title, IReadOnlyList<FieldMistake> All)
{
    /// <summary>Those of one field.</summary>
    public IEnumerable<string> In(string field) => All.Where(mistake => mistake.Field == field).Select(mistake => mistake.Words);

    /// <summary>The ids that describe a field: its hint and its mistake.</summary>
    public string Describes(string field) => In(field).Any() ? $"f-{field}-hint f-{field}-error" : $"f-{field}-hint";
}
