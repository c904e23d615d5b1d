namespace BackSpasmSite.Content.Text;

/// <summary>What a block of an article is to its reader.</summary>
internal enum BlockKind
{
    /// <summary>The article's own title.</summary>
    Title,
    Heading,
    Paragraph,
    ListItem,
    TableCell,
    Caption,
    BoxTitle,
    Code,
}
