namespace BackSpasmSite.Content.Text;

/// <summary>Which part of an article a block was printed in.</summary>
internal enum ReadingPart
{
    Title,

    /// <summary><see cref="Article.LeadHtml"/>.</summary>
    Lead,

    /// <summary><see cref="Article.FigureHtml"/>, whose words come from the front matter.</summary>
    Figure,

    /// <summary><see cref="Article.BodyHtml"/>.</summary>
    Body,
}
