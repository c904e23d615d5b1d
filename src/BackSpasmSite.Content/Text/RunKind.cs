namespace BackSpasmSite.Content.Text;

/// <summary>What happened to some words.</summary>
internal enum RunKind
{
    Stayed,
    WentAway,
    Came,
}
