namespace BackSpasmSite.Reports.Intake;

/// <param name="Field">The field it stands beside: one of <see cref="FieldNames"/>.</param>
/// <param name="Words">What is wrong and how to mend it, for the reader.</param>
internal sealed record FieldMistake(string Field, string Words);
