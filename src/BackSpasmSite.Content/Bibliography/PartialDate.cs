namespace BackSpasmSite.Content.Bibliography;

/// <summary>A date of which only the year has to be known.</summary>
internal readonly record struct PartialDate(int Year, int? Month = null, int? Day = null)
{
    /// <summary>As ISO 8601 writes it, which allows a date to end with its year or month.</summary>
    public override string ToString() => this switch
    {
        { Month: { } month, Day: { } day } => $"{Year:0000}-{month:00}-{day:00}",
        { Month: { } month } => $"{Year:0000}-{month:00}",
        _ => $"{Year:0000}",
    };
}
