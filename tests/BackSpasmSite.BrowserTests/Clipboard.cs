namespace BackSpasmSite.BrowserTests;

/// <summary>Tests that copy something take turns, because the browser has one clipboard for all its windows.</summary>
[CollectionDefinition(nameof(Clipboard))]
public sealed class Clipboard;
