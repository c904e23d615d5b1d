namespace BackSpasmSite.Reports.Queue;

/// <summary>A block of an article with the part of it that a report means.</summary>
internal sealed record MarkedBlock(string Before, string Marked, string After);
