<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.10.0-A Coruña" hasScaleBasedVisibilityFlag="0" minScale="10000000000" maxScale="0" simplifyDrawingHints="1" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" simplifyAlgorithm="0" labelsEnabled="1" styleCategories="AllStyleCategories">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
  <symbols>
   <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer enabled="1" locked="0" class="GeometryGenerator" pass="0">
     <prop k="SymbolType" v="Fill" />
     <prop k="geometryModifier" v="if(@map_crs = 'EPSG:5179', intersection($geometry, geom_from_wkt('POLYGON ((-180 -60, -180 90, 180 90, 180 -60, 37.5 -60, 37.5 -26, 44.7 -25.1, 51.2 -22.3, 56.5 -18.1, 60.4 -12.7, 62.7 -6.5, 63.5 0, 62.7 6.5, 60.4 12.7, 56.5 18.1, 51.2 22.3, 44.7 25.1, 37.5 26, 30.3 25.1, 23.8 22.3, 18.5 18.1, 14.6 12.7, 12.3 6.5, 11.7 2, -116.7 2, -117.3 6.5, -119.6 12.7, -123.5 18.1, -128.8 22.3, -135.3 25.1, -142.5 26, -149.7 25.1, -156.2 22.3, -161.5 18.1, -165.4 12.7, -167.7 6.5, -168.5 0, -167.7 -6.5, -165.4 -12.7, -161.5 -18.1, -156.2 -22.3, -149.7 -25.1, -142.5 -26, -142.5 -60, -180 -60))')), $geometry)" />
     <prop k="units" v="MapUnit" />
     <symbol type="fill" name="@0@0" alpha="1" clip_to_extent="1" force_rhr="0">
      <layer enabled="1" locked="0" class="SimpleFill" pass="0">
       <prop k="color" v="238,235,226,255" />
       <prop k="style" v="solid" />
       <prop k="outline_style" v="solid" />
       <prop k="joinstyle" v="round" />
       <prop k="outline_color" v="159,176,187,255" />
       <prop k="outline_width" v="0.2117" />
       <data_defined_properties>
        <Option type="Map">
         <Option name="name" type="QString" value="" />
         <Option name="properties" type="Map">
          <Option name="outlineWidth" type="Map">
           <Option name="active" type="bool" value="true" />
           <Option name="expression" type="QString" value="if(@layout_name IS NULL, @value, @value * 0.533)" />
           <Option name="type" type="int" value="3" />
          </Option>
         </Option>
         <Option name="type" type="QString" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <blendMode>0</blendMode>
 <layerOpacity>1</layerOpacity>
 <fieldConfiguration>
  <field name="feature_id">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="layer">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="name_ko">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="kind">
   <editWidget type="TextEdit">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="fid">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
  <field name="id">
   <editWidget type="Hidden">
    <config>
     <Option type="Map">
      <Option name="IsMultiline" type="bool" value="false" />
     </Option>
    </config>
   </editWidget>
  </field>
 </fieldConfiguration>
 <aliases>
  <alias field="feature_id" name="Id" />
  <alias field="layer" name="Layer" />
  <alias field="name" name="Name" />
  <alias field="name_ko" name="Name in Hangul" />
  <alias field="kind" name="Kind" />
  <alias field="fid" name="Row" />
  <alias field="id" name="GeoJSON id" />
 </aliases>
 <attributetableconfig>
  <columns>
   <column type="field" name="feature_id" hidden="0" width="-1" />
   <column type="field" name="layer" hidden="0" width="-1" />
   <column type="field" name="name" hidden="0" width="-1" />
   <column type="field" name="name_ko" hidden="0" width="-1" />
   <column type="field" name="kind" hidden="0" width="-1" />
   <column type="field" name="fid" hidden="1" width="-1" />
   <column type="field" name="id" hidden="1" width="-1" />
  </columns>
 </attributetableconfig>
 <previewExpression>"name"</previewExpression>
 <mapTip />
 <layerGeometryType>2</layerGeometryType>
</qgis>
