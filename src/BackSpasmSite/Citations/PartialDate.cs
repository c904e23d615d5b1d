namespace BackSpasmSite.Citations;

/// <summary>A date of which only the year has to be known.</summary>
internal readonly record struct PartialDate(int Year, int? Month = null, int? Day = null);
